import type { ReportContext } from '../evidence/report-context.js';
import type { Outage } from '../outages/outage.js';
import { isForgotten, type OutageWindow, type Phase } from '../outages/window.js';
import { formatDuration } from '../time/duration.js';
import { formatInstant } from '../time/instant.js';

/** A window as JSON carries it: times ISO 8601 UTC, `end` null while it is open. */
export interface ReportedWindow {
  readonly outage: string;
  readonly phase: Phase;
  readonly systems: readonly string[];
  readonly start: string;
  readonly end: string | null;
  readonly title: string | null;
  readonly budgetSeconds: number | null;
  readonly source: string;
  /** It is what somebody planned; absent: what happened. */
  readonly isPlanned?: true;
}

/** A window as reports and `windows list` show it: with its own title and budget, else those of its outage. */
export function describeWindow(window: OutageWindow, outage: Outage): ReportedWindow {
  return {
    outage: window.outage,
    phase: window.phase,
    systems: window.systems,
    start: formatInstant(window.start),
    end: window.end === null ? null : formatInstant(window.end),
    title: window.title ?? outage.title,
    budgetSeconds: window.budgetSeconds ?? outage.budgetSeconds,
    source: window.source,
    ...(window.isPlanned ? { isPlanned: true as const } : {}),
  };
}

/**
 * Warns of windows without an end that have reached the cap: nothing more is attributed to them, so that a report is
 * noisy again, and the reason is that somebody forgot to close them.
 */
export function remarkOnForgottenWindows(
  windows: readonly OutageWindow[],
  { config, observedUntil }: Pick<ReportContext, 'config' | 'observedUntil'>,
): string[] {
  const { openWindowCap } = config.attribution;
  return windows
    .filter((window) => isForgotten(window, openWindowCap, observedUntil))
    .map(
      ({ outage, phase, start }) =>
        `Somebody forgot to close the ${phase} window of ${outage} that opened at ${formatInstant(start)}: nothing ` +
        `is attributed to it past ${formatDuration(openWindowCap)}. Record its end in the window log.`,
    );
}
