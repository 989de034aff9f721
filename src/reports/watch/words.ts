import { BAD_FAILURES } from '../../analysis/verdict.js';
import { formatDuration } from '../../time/duration.js';
import { formatClock } from '../../time/instant.js';
import type { OutageReport, ReportedSystem } from '../outage/outage-report.js';
import { isUndecided } from '../outage/reading/undecided.js';
import { clock, dayAndClock, FAILURE_WORDS, RECOVERY_WORDS } from '../outage/words.js';
import type { Freshness, Rates, WatchState } from './watch-state.js';

/** How an outage stands. */
export type Stage = 'planned' | 'ongoing' | 'over';

/** A text, and what it means: it is `alarm` where somebody must do something. */
export interface Toned {
  readonly text: string;
  readonly tone: 'good' | 'alarm' | 'doubt' | 'none';
}

/** For so long, in milliseconds, a source may not have been read beyond its delivery lag before that is told. */
const LATE_AFTER = 30_000;

/** How many seconds a rate is measured over. */
const RATE_SECONDS = 10;

/** How an outage stands at a moment. */
export function stageOf({ start, end }: OutageReport, now: number): Stage {
  if (Date.parse(start) > now) return 'planned';
  return end === null || Date.parse(end) > now ? 'ongoing' : 'over';
}

/** How long it lasts, or lasted, against its budget. */
export function stageText(state: WatchState, now: number): Toned {
  const { report } = state;
  const stage = stageOf(report, now);
  if (stage === 'planned') {
    const left = secondsText((Date.parse(report.start) - now) / 1000);
    return { text: `PLANNED for ${dayAndClock(report.start)} UTC, in ${left}`, tone: 'none' };
  }
  if (stage === 'ongoing') return ongoingText(report, now);
  return overText(report);
}

function ongoingText({ start, end, budget }: OutageReport, now: number): Toned {
  const lasted = (now - Date.parse(start)) / 1000;
  const ends = end === null ? '' : `, to end at ${clock(end)} UTC`;
  const over = lasted - budget.budgetSeconds;
  const held =
    over > 0
      ? `${secondsText(over)} OVER its budget of ${secondsText(budget.budgetSeconds)}`
      : `${secondsText(-over)} left of its budget of ${secondsText(budget.budgetSeconds)}`;
  const text = `ONGOING since ${clock(start)} UTC, ${secondsText(lasted)}${ends}: ${held}`;
  return { text, tone: over > 0 ? 'alarm' : 'doubt' };
}

function overText({ durationSeconds, budget, verdict }: OutageReport): Toned {
  const over = budget.overSeconds ?? 0;
  const length = secondsText(budget.budgetSeconds);
  const held =
    over > 0 ? `${secondsText(over)} OVER its budget of ${length}` : `within its budget of ${length}`;
  const lasted = durationSeconds === null ? '' : ` after ${secondsText(durationSeconds)}, ${held}`;
  return { text: `ENDED${lasted}`, tone: over > 0 || verdict === 'not-as-expected' ? 'alarm' : 'none' };
}

/** How many systems are decided, and how long they have been watched. */
export function decidedText({ report, freshness, watchedUntil }: WatchState): Toned {
  const { systems, end } = report;
  const undecided = systems.filter(isUndecided).length;
  const ended = end === null ? null : Date.parse(end);
  const watched =
    ended === null || watchedUntil === null
      ? ''
      : `; watched for ${secondsText(Math.max(0, (freshness.until ?? 0) - ended) / 1000)} of at most ${secondsText((watchedUntil - ended) / 1000)}`;
  return { text: `${systems.length - undecided} of ${systems.length} systems${watched}`, tone: 'none' };
}

/** How fresh the data is: what is late is no reason to be calm. */
export function freshnessText({ until, readAt, heldBackBy }: Freshness, now: number): Toned {
  if (until === null || readAt === null) {
    return {
      text: 'NONE: nothing was ever read in full. Load what arrives: oops-report ingest --follow',
      tone: 'alarm',
    };
  }
  const time = `${formatClock(until)} UTC, ${secondsText((now - until) / 1000)} ago`;
  if (!isLate({ readAt }, now)) return { text: `known until ${time}`, tone: 'none' };
  const by = heldBackBy === null ? '' : `: ${heldBackBy} is not read`;
  return { text: `LATE: nothing is known after ${time}${by}`, tone: 'alarm' };
}

/** Whether the data is further behind than it has to be. */
export function isLate({ readAt }: Pick<Freshness, 'readAt'>, now: number): boolean {
  return readAt === null || now - readAt > LATE_AFTER;
}

/** How a window stands. */
export function windowText(
  { phase, systems, start, end }: OutageReport['windows'][number],
  now: number,
): string {
  const scope = systems.includes('*') ? 'all systems' : systems.join(', ');
  const begins = Date.parse(start);
  const state =
    begins > now
      ? `planned from ${clock(start)}${end === null ? '' : ` to ${clock(end)}`}`
      : end === null
        ? `open since ${clock(start)}`
        : Date.parse(end) > now
          ? `since ${clock(start)}, to end at ${clock(end)}`
          : `closed ${clock(start)} to ${clock(end)}`;
  return `${state}: ${phase} of ${scope}`;
}

/** How many OOPSes came in the last seconds, a second. */
export function rateOf(perSecond: readonly number[]): number {
  const last = perSecond.slice(-RATE_SECONDS);
  return last.reduce((sum, count) => sum + count, 0) / RATE_SECONDS;
}

/** The rate of all systems together. */
export function totalRate({ systems }: Rates): number {
  return systems.reduce((sum, { perSecond }) => sum + rateOf(perSecond), 0);
}

/** `0`, `0.3`, `12`. */
export function rateText(rate: number): string {
  return rate >= 0.05 && rate < 9.95 ? rate.toFixed(1) : String(Math.round(rate));
}

/** How a system stands: whether it recovered, how long that is watched still, and what should not have been. */
export function systemText(system: ReportedSystem): Toned {
  const { verdict, failure, recovery } = system;
  const bad = BAD_FAILURES.includes(failure.verdict) ? `; ${FAILURE_WORDS[failure.verdict]}` : '';
  const needed = recovery.secondsNeeded;
  const more = isUndecided(system) && needed !== null ? `, ${secondsText(needed)} more` : '';
  const tone = { 'as-expected': 'good', 'not-as-expected': 'alarm', inconclusive: 'doubt' } as const;
  return { text: `${RECOVERY_WORDS[recovery.verdict]}${more}${bad}`, tone: tone[verdict] };
}

/** A length of time to the second. */
export function secondsText(length: number): string {
  return formatDuration(Math.round(length) * 1000);
}
