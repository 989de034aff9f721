import type { AttributionSettings } from '../config/config.js';
import { ALL_SYSTEMS, endOrCap, type OutageWindow } from '../outages/window.js';
import type { Interval } from '../time/interval.js';

/** A window that holds a system. `named`: it names the system, rather than holding every one. */
export interface HoldingWindow {
  readonly window: OutageWindow;
  readonly named: boolean;
}

/** Says which windows hold a system. */
export interface WindowScopes {
  /** All windows that hold the system, by start. The system's name is compared without regard to case. */
  holding(system: string): readonly HoldingWindow[];
}

/**
 * Compiles the scopes of all windows. A window holds the systems it names, or with `*` all of them, except that a
 * system which a shutdown window of the same outage names is out of that outage's `*` windows: it has been stopped, so
 * it is not there to fail.
 */
export function createWindowScopes(windows: readonly OutageWindow[]): WindowScopes {
  const sorted = windows
    .map((window) => ({ window, names: new Set(window.systems.map((name) => name.toUpperCase())) }))
    .sort((a, b) => a.window.start - b.window.start);
  const shutDown = new Set<string>();
  for (const { window, names } of sorted) {
    if (window.phase === 'shutdown') for (const name of names) shutDown.add(shutdownKey(window.outage, name));
  }
  const known = new Set(sorted.flatMap(({ names }) => [...names]));
  const cache = new Map<string, readonly HoldingWindow[]>();

  return {
    holding(system) {
      // The systems that no window names are held by the same windows: all of them share one list.
      const name = known.has(system.toUpperCase()) ? system.toUpperCase() : '';
      let holding = cache.get(name);
      if (!holding) {
        holding = sorted.flatMap(({ window, names }): HoldingWindow[] => {
          if (names.has(name)) return [{ window, named: true }];
          const open = names.has(ALL_SYSTEMS) && !shutDown.has(shutdownKey(window.outage, name));
          return open ? [{ window, named: false }] : [];
        });
        cache.set(name, holding);
      }
      return holding;
    },
  };
}

function shutdownKey(outage: string, system: string): string {
  return `${outage}\n${system}`;
}

/**
 * The stretch in which an OOPS happened *during* a window: [start − τ, end + τ), τ being the clock tolerance.
 * A window without an end reaches to the cap after its start, and not a moment further: nobody said that it ended
 * there, so there is no clock error to allow for and no recovery to wait for.
 */
export function duringInterval(window: OutageWindow, settings: AttributionSettings): Interval {
  return {
    start: window.start - settings.clockTolerance,
    end: endOrCap(window, settings.openWindowCap) + (window.end === null ? 0 : settings.clockTolerance),
  };
}

/** The stretch in which a window can have to do with an OOPS at all: during, and the recovery grace γ after it. */
export function windowReach(window: OutageWindow, settings: AttributionSettings): Interval {
  const during = duringInterval(window, settings);
  return window.end === null ? during : { start: during.start, end: during.end + settings.recoveryGrace };
}
