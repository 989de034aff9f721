import type { Interval } from '../../../time/interval.js';
import type { Connection } from '../connecting/connection.js';
import { EVENT_COLUMNS } from '../events/event-row.js';
import type { Condition } from '../events/interval-condition.js';
import type { Reading } from '../events/reading.js';
import { heldFiles, PRUNED_PART } from '../files/held-files.js';
import { createKnownNames } from '../loader/known-names.js';
import { settleReporters } from '../loader/settle-reporters.js';
import { localName } from '../schema/statements.js';
import { IS_THERE } from '../schema/tables.js';
import { LATEST } from '../words.js';
import { type Write, write } from '../writes.js';
import { rememberFiles } from './pruned-files.js';
import { rememberSignatures } from './pruned-signatures.js';
import { learnSpans, rememberSpan } from './pruned-spans.js';

/** OOPSes that are to go at once. */
export interface Slice {
  /** They are of one of the stretches of which all is pruned. */
  readonly stretch: Interval;
  /** A condition on `event`: of these, what is there goes. */
  readonly going: Condition;
  /** That a file is an export. */
  readonly isExport: Condition;
}

/** Reporters of which nothing is left are forgotten behind all else. */
const REPORTER_PART = 3_000_000;

/**
 * Takes OOPSes back, with all that is remembered of them, in one writing. What is remembered comes first and the OOPSes last: who is
 * killed in between has deleted nothing that nobody remembers. Returns how many they were.
 */
export async function takeBack(reading: Reading, slice: Slice): Promise<number> {
  const { connection } = reading;
  const { count, span, reporters } = await describeSlice(connection, slice);
  if (count === 0) return 0;
  const spans = await learnSpans(connection);
  const held = filesOfEvents(connection, slice.going, ['time', 'content_size', 'content_crc', ...STAMP]);
  await write(connection, async (writing) => {
    if (span) await rememberSpan(writing, spans, { stretch: slice.stretch, span });
    await rememberSignatures(reading, writing, slice.going);
    await rememberFiles(writing, held, slice.isExport);
    await releaseFiles(writing, held);
    await takeBackEvents(writing, slice.going);
    await forgetSilent(connection, writing, reporters);
  });
  return count;
}

/** Forgets those of some reporters of which nothing is left, by their keys. */
export async function forgetSilent(
  connection: Connection,
  writing: Write,
  reporters: readonly string[],
): Promise<void> {
  const names = createKnownNames(connection);
  await names.learnReporters(reporters);
  const gone = new Set(reporters);
  await settleReporters(connection, writing, names, { added: new Set(), gone }, REPORTER_PART);
}

const STAMP = ['size', 'modified_at'] as const;

/** The files that hold events which are there, with their stamps. */
export function filesOfEvents(
  { cluster }: Pick<Connection, 'cluster'>,
  going: Condition,
  columns: readonly string[] = STAMP,
): Condition {
  const held = heldFiles({
    where: `(id_key, hour) IN (
      SELECT id_key, hour FROM ${localName('event', cluster)} FINAL WHERE ${IS_THERE} AND ${going.sql})`,
    columns,
  });
  return { sql: held, parameters: { ...going.parameters, cut: LATEST } };
}

/** How many they are, who reported them, and from when to when; null where no time is exact. */
async function describeSlice(connection: Connection, { going }: Slice) {
  const isExact = "time_source <> 'directory'";
  const row = await connection.row<[number, number | null, number | null, string[]]>(
    `SELECT count(), minOrNullIf(time, ${isExact}), maxOrNullIf(time, ${isExact}), groupUniqArray(reporter)
     FROM event FINAL WHERE ${IS_THERE} AND ${going.sql}`,
    going.parameters,
  );
  const [count, first, last, reporters] = row ?? [0, null, null, []];
  return {
    ...{ count, reporters },
    span: first === null || last === null ? null : { start: first, end: last + 1 },
  };
}

async function releaseFiles(writing: Write, held: Condition): Promise<void> {
  const columns = ['time', 'content_size', 'content_crc', 'size', 'modified_at'];
  await writing.insertFound(
    'file',
    ['directory', 'name', 'id_key', ...columns, 'stamp', 'part', 'is_gone'],
    `SELECT directory, name, id_key, ${columns.map((column) => `last_${column}`).join(', ')},
       {gone:Int64}, ${PRUNED_PART}, 1 FROM (${held.sql})`,
    { ...held.parameters, gone: writing.stamp },
  );
}

async function takeBackEvents(writing: Write, going: Condition): Promise<void> {
  const columns = [...EVENT_COLUMNS, 'generation', 'stamp', 'part'];
  await writing.insertFound(
    'event',
    [...columns, 'gone_stamp'],
    `SELECT ${columns.join(', ')}, {gone:Int64} FROM event FINAL WHERE ${IS_THERE} AND ${going.sql}`,
    { ...going.parameters, gone: writing.stamp },
  );
}
