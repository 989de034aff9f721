import { entriesOf } from '../../config/failure-modes/families.js';
import { duringOf, expectedFailuresOf, findSystem } from '../../config/system-map.js';
import type { ReportContext } from '../../evidence/report-context.js';
import { gatherUsualFailures } from '../../evidence/usual/usual-failures.js';
import { formatInstant } from '../../time/instant.js';
import { totalLength } from '../../time/interval.js';
import { millisecondsInDay, millisecondsInHour } from '../../time/lengths.js';
import { cutSteps } from '../../time/steps.js';
import { dateAt } from '../../time/zone.js';
import type { JudgeOutage } from '../register/judge-briefly.js';
import { countReporters } from './count-reporters.js';
import { judgeThere } from './judge-there.js';
import { outagesHolding } from './known-systems.js';
import type { ExpectedFailures, SystemDay, SystemOutage, SystemReport, UsualRates } from './system-report.js';

/** How many outages a page has. */
const PAGE_SIZE = 50;

/** How many of the last days are counted. */
const DAYS = 30;

/** What is to be reported. */
export interface SystemQuestion {
  /** As `knownSystems` names it. */
  readonly system: string;
  /** Of its outages, from 1; one that is past the last is as the last. */
  readonly page: number;
  /** Says how outages went, which may be known already. */
  readonly judge: JudgeOutage;
}

/** Gathers what is known of one system. */
export async function buildSystemReport(
  context: ReportContext,
  { system, page, judge }: SystemQuestion,
): Promise<SystemReport> {
  const { config, observedUntil, systemOf } = context;
  const outages = outagesHolding(context, system);
  const pageCount = Math.max(1, Math.ceil(outages.length / PAGE_SIZE));
  const number = Math.min(page, pageCount);
  const judged: SystemOutage[] = [];
  for (const outage of outages.slice((number - 1) * PAGE_SIZE, number * PAGE_SIZE)) {
    judged.push(await judgeThere(outage, system, judge));
  }
  const reporters = (await countReporters(context)).filter(({ reporter }) => systemOf(reporter) === system);
  return {
    kind: 'system',
    system,
    isConfigured: findSystem(config.systems, system) !== undefined,
    observedUntil: formatInstant(observedUntil),
    during: duringOf(config, system),
    expectedFailures: describeExpected(context, system),
    reporters,
    usual: await describeUsual(context, system),
    days: await countDays(context, system),
    timezone: config.timezone,
    outageCount: outages.length,
    page: number,
    pageCount,
    outages: judged,
  };
}

function describeExpected({ config }: ReportContext, system: string): ExpectedFailures {
  const entries = entriesOf(expectedFailuresOf(config, system));
  return {
    isOwn: (findSystem(config.systems, system)?.expectedFailures ?? null) !== null,
    families: entries.flatMap((entry) => ('family' in entry ? entry.family : [])),
    modes: entries.flatMap((entry) =>
      'family' in entry ? [] : { type: entry.type, value: entry.value?.source ?? null },
    ),
  };
}

async function describeUsual(context: ReportContext, system: string): Promise<UsualRates> {
  const { intervals, types } = await gatherUsualFailures(context, system, context.observedUntil);
  const length = totalLength(intervals);
  return {
    seconds: length / 1000,
    count: types.reduce((sum, { count }) => sum + count, 0),
    types: types.map(({ type, isOutageFailure, count }) => ({
      ...{ type, isOutageFailure, count },
      perHour: rate(count, length, millisecondsInHour),
      perDay: rate(count, length, millisecondsInDay),
    })),
  };
}

/** To three digits: no count of a day is more exact. */
function rate(count: number, length: number, unit: number): number {
  return Number(((count * unit) / length).toPrecision(3));
}

async function countDays(
  { config, data, observedUntil, systemOf }: ReportContext,
  system: string,
): Promise<SystemDay[]> {
  const { timezone } = config;
  const span = { start: observedUntil - (DAYS - 1) * millisecondsInDay, end: Math.max(1, observedUntil) };
  const days = cutSteps(span, millisecondsInDay, timezone).slice(-DAYS);
  // What has not been read in full is no day to compare others with.
  const read = days.map(({ start, end }) => ({ start, end: Math.max(start, Math.min(end, observedUntil)) }));
  const { indices } = await data.placeExceptions(read, ({ reporter }) => systemOf(reporter) === system);
  const counts = days.map(() => 0);
  for (const index of indices) counts[index] = (counts[index] ?? 0) + 1;
  return days.map(({ start, end }, place) => ({
    date: dateAt(start, timezone),
    start: formatInstant(start),
    end: formatInstant(end),
    count: counts[place] ?? 0,
  }));
}
