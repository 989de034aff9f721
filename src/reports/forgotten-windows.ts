import type { Knowledge } from '../evidence/knowledge.js';
import type { OutageWindow } from '../outages/outage-window.js';
import { formatDuration } from '../time/duration.js';
import { formatInstant } from '../time/instant.js';

/**
 * Warns of windows without an end that have reached the cap: nothing more is attributed to them, so that a report is
 * noisy again, and the reason is that somebody forgot to close them.
 */
export function remarkOnForgottenWindows(
  windows: readonly OutageWindow[],
  { config, observedUntil }: Pick<Knowledge, 'config' | 'observedUntil'>,
): string[] {
  const { openWindowCap } = config.attribution;
  return windows
    .filter(({ end, start }) => end === null && start + openWindowCap <= observedUntil)
    .map(
      ({ outage, phase, start }) =>
        `Somebody forgot to close the ${phase} window of ${outage} that opened at ${formatInstant(start)}: nothing ` +
        `is attributed to it past ${formatDuration(openWindowCap)}. Record its end in the window log.`,
    );
}
