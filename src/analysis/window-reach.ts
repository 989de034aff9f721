import type { AttributionSettings } from '../config/config.js';
import type { OutageWindow } from '../outages/outage-window.js';
import type { Interval } from '../time/interval.js';

/**
 * The stretch in which an OOPS happened *during* a window: [start − τ, end + τ), τ being the clock tolerance.
 * A window without an end reaches to the cap after its start, and not a moment further: nobody said that it ended
 * there, so there is no clock error to allow for and no recovery to wait for.
 */
export function duringInterval(window: OutageWindow, settings: AttributionSettings): Interval {
  return {
    start: window.start - settings.clockTolerance,
    end: window.end === null ? window.start + settings.openWindowCap : window.end + settings.clockTolerance,
  };
}

/** The stretch in which a window can have to do with an OOPS at all: during, and the recovery grace γ after it. */
export function windowReach(window: OutageWindow, settings: AttributionSettings): Interval {
  const during = duringInterval(window, settings);
  return window.end === null ? during : { start: during.start, end: during.end + settings.recoveryGrace };
}
