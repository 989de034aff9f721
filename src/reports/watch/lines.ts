import { formatClock } from '../../time/instant.js';
import { toLine } from '../layout/text.js';
import { fewIds, fewIdsText } from '../outage/reading/few-ids.js';
import { clock, signatureText } from '../outage/words.js';
import type { NewsGroup } from './news.js';
import type { WatchState } from './watch-state.js';
import { freshnessText, isLate, rateText, stageOf, stageText, totalRate } from './words.js';

/** Where there is no screen: lines, each of which says by itself how it stands. */

/**
 * How it stands, in a line.
 *
 * @example
 * // 'fdt-1 at 08:54:17 UTC: ONGOING since 08:53:05 UTC, 1 min 12 s: 3 min 48 s left of its budget of 5 min; 124 expected, 2 unexpected, 4.2 a second; data known until 08:53:12 UTC, 1 min 5 s ago'
 */
export function watchLine(state: WatchState, trouble: string | null, now: number): string {
  const { report, freshness, rates } = state;
  const { expected, unexpected } = report.counts;
  return toLine(
    [
      `${report.outage} at ${formatClock(now)} UTC: ${stageText(state, now).text}`,
      `${expected} expected, ${unexpected} unexpected, ${rateText(totalRate(rates))} a second`,
      `data ${freshnessText(freshness, now).text}`,
      ...(trouble === null ? [] : [trouble]),
    ].join('; '),
  );
}

/** What has to change for another line: not the clock alone. */
export function changeKey({ report, freshness }: WatchState, now: number): string {
  const { counts, windows, systems } = report;
  const standing = systems.map((system) => [system.system, system.verdict, systemVerdicts(system)]);
  return JSON.stringify([stageOf(report, now), isLate(freshness, now), counts, windows, standing]);
}

function systemVerdicts({ failure, recovery }: WatchState['report']['systems'][number]): string {
  return `${failure.verdict} ${recovery.verdict}`;
}

/** A group that is new, with an id or two. */
export function newsLine(group: NewsGroup): string {
  const { count, systems, firstTime, isUnexpected, oopsIds } = group;
  const ids = fewIdsText(fewIds(oopsIds, count));
  const kind = isUnexpected ? 'unexpected' : 'new';
  return toLine(`${clock(firstTime)} ${kind}: ${signatureText(group)} (${systems.join(', ')}), ${ids}`);
}
