import { Cron } from 'croner';
import { intersection, totalLength, union } from '../time/interval.js';
import { dateAt, dayOf } from '../time/zone.js';
import type { Outage } from './outage.js';

/** A time at which planned outages may begin. */
export interface Slot {
  /** Minute, hour, day of the month, month, day of the week. */
  readonly cron: string;
  /** What an outage in this slot may take; null when the slot does not say. */
  readonly budgetSeconds: number | null;
}

/** When planned outages may happen, and how long they may take: `schedule` of the config. */
export interface Schedule {
  /** The IANA zone in which slots and days are meant. */
  readonly timezone: string;
  readonly slots: readonly Slot[];
  /** How far from its slot an outage may begin, either way, in milliseconds. */
  readonly slotTolerance: number;
  readonly maxDowntimePerDaySeconds: number | null;
  readonly patchBudgetSeconds: number | null;
  /** Days without outages, as `YYYY-MM-DD`. */
  readonly blackoutDates: readonly string[];
}

/** What an outage may take when neither it nor its slot says: the practice of September 2011. */
const DEFAULT_BUDGET_SECONDS = 300;

/** What an outage may take, and who says so. */
export interface Budget {
  readonly seconds: number;
  readonly source: 'outage' | 'slot' | 'default';
}

/** What an outage does that the schedule does not allow. */
export type ScheduleFault =
  | { readonly kind: 'outside-slots' }
  | { readonly kind: 'blackout'; readonly date: string }
  | {
      readonly kind: 'day-total';
      readonly date: string;
      readonly seconds: number;
      readonly allowedSeconds: number;
    }
  | { readonly kind: 'patch-budget'; readonly seconds: number; readonly allowedSeconds: number };

/**
 * Finds the slot that an outage falls in: the nearest whose time is no further from its start than the tolerance.
 * Returns null when there is none. A slot whose time the clocks skip that day is at the moment they skip it; of a time
 * that they show twice, the first counts.
 *
 * @example
 * slotAt(schedule, Date.UTC(2012, 5, 18, 10, 0, 25))?.slot.budgetSeconds; // 10, of the slot at 10:00
 */
export function slotAt(schedule: Schedule, start: number): { slot: Slot; at: number } | null {
  let nearest: { slot: Slot; at: number } | null = null;
  for (const slot of schedule.slots) {
    const cron = cronOf(slot.cron, schedule.timezone);
    let at = timeAfter(cron, start - schedule.slotTolerance - 1);
    while (at !== null && at <= start + schedule.slotTolerance) {
      if (!nearest || Math.abs(at - start) < Math.abs(nearest.at - start)) nearest = { slot, at };
      at = timeAfter(cron, at);
    }
  }
  return nearest;
}

/** An outage's budget: its own, else that of the slot it falls in, else the default of 5 minutes. */
export function budgetOf(outage: Outage, schedule: Schedule | null): Budget {
  if (outage.budgetSeconds !== null) return { seconds: outage.budgetSeconds, source: 'outage' };
  const seconds = schedule && slotAt(schedule, outage.start)?.slot.budgetSeconds;
  return seconds === null || seconds === undefined
    ? { seconds: DEFAULT_BUDGET_SECONDS, source: 'default' }
    : { seconds, source: 'slot' };
}

/**
 * Names what an outage does that the schedule does not allow: begin outside any slot, fall on a blackout date, lift a
 * day above its total, spend more on patches than their budget. Only downtime is scheduled: an outage without it has no
 * fault.
 *
 * @param outages all outages, for the day's total
 * @param patchSeconds the time of its patches; null when no deployment log tells
 * @param until where an open window is taken to end
 */
export function faultsOfSchedule(
  outage: Outage,
  schedule: Schedule,
  {
    outages,
    patchSeconds,
    until,
  }: { outages: readonly Outage[]; patchSeconds: number | null; until: number },
): ScheduleFault[] {
  const downtime = downtimeOf(outage, until);
  const dates = [
    ...new Set(downtime.flatMap(({ start, end }) => datesBetween(start, end, schedule.timezone))),
  ];
  const faults: ScheduleFault[] = [];
  if (downtime.length > 0 && schedule.slots.length > 0 && !slotAt(schedule, outage.start)) {
    faults.push({ kind: 'outside-slots' });
  }
  for (const date of dates) {
    if (schedule.blackoutDates.includes(date)) faults.push({ kind: 'blackout', date });
    const allowedSeconds = schedule.maxDowntimePerDaySeconds;
    const seconds = downtimeOfDay(outages, date, schedule.timezone, until);
    if (allowedSeconds !== null && seconds > allowedSeconds) {
      faults.push({ kind: 'day-total', date, seconds, allowedSeconds });
    }
  }
  const allowedSeconds = schedule.patchBudgetSeconds;
  if (patchSeconds !== null && allowedSeconds !== null && patchSeconds > allowedSeconds) {
    faults.push({ kind: 'patch-budget', seconds: patchSeconds, allowedSeconds });
  }
  return faults;
}

/** The downtime of all outages on a day of a zone, in seconds; where outages overlap, it counts once. */
export function downtimeOfDay(outages: readonly Outage[], date: string, zone: string, until: number): number {
  const day = dayOf(date, zone);
  const onDay = outages.flatMap((outage) =>
    downtimeOf(outage, until).map((window) => intersection(window, day) ?? []),
  );
  return totalLength(union(onDay.flat())) / 1000;
}

function downtimeOf(outage: Outage, until: number) {
  return outage.windows
    .filter((window) => window.phase === 'downtime')
    .map(({ start, end }) => ({ start, end: end ?? Math.max(start, until) }));
}

function datesBetween(start: number, end: number, zone: string): string[] {
  const dates: string[] = [];
  for (let at = start; at < Math.max(end, start + 1); ) {
    const date = dateAt(at, zone);
    dates.push(date);
    at = dayOf(date, zone).end;
  }
  return dates;
}

const crons = new Map<string, Cron>();

function cronOf(line: string, timezone: string): Cron {
  const key = `${timezone} ${line}`;
  let cron = crons.get(key);
  if (!cron) {
    cron = new Cron(line, { timezone, mode: '5-part', paused: true });
    crons.set(key, cron);
  }
  return cron;
}

function timeAfter(cron: Cron, at: number): number | null {
  return cron.nextRun(new Date(at))?.getTime() ?? null;
}
