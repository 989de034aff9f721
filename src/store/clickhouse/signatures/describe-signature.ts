import type { Cause } from '../../../oops/oops.js';
import type { Phase } from '../../../outages/window.js';
import { compareText } from '../../../text/compare-text.js';
import type { Interval } from '../../../time/interval.js';
import type {
  AttributedCount,
  SignatureProfile,
  SignatureQuestion,
  StepCount,
} from '../../questions/signatures.js';
import type { Reading } from '../events/reading.js';
import { readSignatureEvents, type SignatureEvents } from './signature-events.js';
import { findTopTexts, findTopVersions } from './top-values.js';

/** Counts the OOPSes of a signature in several ways. See `describeSignature` of the port. */
export async function describeSignature(
  reading: Reading,
  { signature, interval, steps, most }: SignatureQuestion,
): Promise<SignatureProfile> {
  const events = await readSignatureEvents(reading, signature, interval);
  const [counts, stepCounts, reporters, attributedCounts, versions, usernames, urls, topics] =
    await Promise.all([
      countAll(events),
      countSteps(events, steps),
      countReporters(events),
      countAttributed(events),
      findTopVersions(events, most),
      findTopTexts(events, 'username', most),
      findTopTexts(events, 'url', most),
      findTopTexts(events, 'topic', most),
    ]);
  return {
    ...counts,
    suppressed: attributedCounts.reduce((sum, one) => sum + (one.isSuppressed ? one.count : 0), 0),
    steps: stepCounts,
    reporters,
    versions,
    usernames,
    urls,
    topics,
    attributed: attributedCounts,
  };
}

async function countAll({
  reading: { connection, from },
  where,
  parameters,
}: SignatureEvents): Promise<Pick<SignatureProfile, 'count' | 'inexact' | 'causes'>> {
  const row = await connection.row<[count: number, inexact: number, causes: string[]]>(
    `SELECT count(), countIf(time_source = 'directory'), groupUniqArray(2)(ifNull(causes, ''))
     FROM ${from} WHERE ${where}`,
    parameters,
  );
  const [count, inexact, chains] = row ?? [0, 0, []];
  return { count, inexact, causes: commonCauses(chains) };
}

/** The one chain that there is; null where there are two. */
function commonCauses([chain, other]: readonly string[]): readonly Cause[] | null {
  if (other !== undefined) return null;
  return chain ? (JSON.parse(chain) as Cause[]) : [];
}

async function countSteps(
  { reading: { connection }, attributed, where, parameters }: SignatureEvents,
  steps: readonly Interval[],
): Promise<StepCount[]> {
  const counts = steps.map(() => ({ count: 0, suppressed: 0 }));
  if (steps.length === 0) return counts;
  const found = await connection.rows<[step: number, count: number, suppressed: number]>(
    `SELECT arrayFirstIndex(step_end -> time < step_end, {step_ends:Array(Int64)}) AS step,
       count(), sum(${attributed.columns.isSuppressed})
     FROM ${attributed.from} WHERE ${where} AND time_source != 'directory'
       AND step > 0 AND time >= {step_starts:Array(Int64)}[step]
     GROUP BY step`,
    {
      ...parameters,
      step_starts: steps.map(({ start }) => start),
      step_ends: steps.map(({ end }) => end),
    },
  );
  for (const [step, count, suppressed] of found) counts[step - 1] = { count, suppressed };
  return counts;
}

async function countReporters({
  reading: { connection, from, reporterName },
  where,
  parameters,
}: SignatureEvents): Promise<SignatureProfile['reporters']> {
  const found = await connection.rows<[reporter: string, count: number]>(
    `SELECT reporter, count() FROM ${from} WHERE ${where} GROUP BY 1`,
    parameters,
  );
  return found
    .map(([key, count]) => ({ reporter: reporterName(key), count }))
    .sort((a, b) => b.count - a.count || compareText(a.reporter, b.reporter));
}

async function countAttributed({
  reading: { connection },
  attributed: { from, columns },
  where,
  parameters,
}: SignatureEvents): Promise<AttributedCount[]> {
  type Row = [
    outage: string,
    phase: Phase,
    relation: string,
    disposition: string,
    isSuppressed: 0 | 1,
    count: number,
  ];
  const found = await connection.rows<Row>(
    `SELECT ${columns.outage} AS of_outage, ${columns.phase}, ${columns.relation}, ${columns.disposition}, ${columns.isSuppressed}, count()
     FROM ${from} WHERE ${where} AND of_outage IS NOT NULL GROUP BY 1, 2, 3, 4, 5`,
    parameters,
  );
  return found.map(([outage, phase, relation, disposition, isSuppressed, count]) => ({
    ...{ outage, phase, relation, disposition, count },
    isSuppressed: isSuppressed === 1,
  }));
}
