import type { SummaryKind } from '../../../oops/oops.js';
import type { OopsColumn } from '../../../questions/sql/views.js';
import type { Interval } from '../../../time/interval.js';
import { millisecondsInHour } from '../../../time/lengths.js';
import { readAttributedEvents } from '../attributions/attributed-events.js';
import { countedClassSql } from '../classes/counted-class.js';
import type { Parameters } from '../connecting/connection.js';
import { intervalCondition } from '../events/interval-condition.js';
import type { Reading } from '../events/reading.js';
import { readFirstFiles } from './first-files.js';
import { isoTimeSql } from './time-text.js';

/** The view `oops` over events: not one of the database, for what is in it follows from the config and the cut. */
export interface OopsView {
  /** What stands behind FROM. */
  readonly from: string;
  /** A condition of every question. */
  readonly where: string;
  /** Each column that is wanted as SQL: in a list of columns it needs another name than `event` has for one. */
  readonly columns: Readonly<Record<OopsColumn, string>>;
  /** The parameters of all of these. */
  readonly parameters: Parameters;
}

/** The columns that events are joined with others for. */
export const OF_ATTRIBUTION: readonly OopsColumn[] = [
  'outage',
  'phase',
  'relation',
  'disposition',
  'is_suppressed',
];

/** What stands for a column that is not wanted. */
const UNWANTED = 'NULL';

/** Which OOPSes the view is to have, so that nothing is joined for others. */
export interface OopsViewBounds {
  /** Holds the times of all of them; absent: whenever they happened. */
  readonly interval?: Interval;
  /** Those alone; absent: whichever they are. */
  readonly places?: readonly OopsPlace[];
}

/** Where an OOPS lies. */
export interface OopsPlace {
  /** The key of its id. */
  readonly idKey: string;
  readonly time: number;
}

/**
 * Makes the view of a reading. Events are joined with what is wanted alone.
 *
 * @param wanted the columns that a question has to do with
 */
export async function readOopsView(
  reading: Reading,
  wanted: ReadonlySet<OopsColumn>,
  { interval: given, places }: OopsViewBounds = {},
): Promise<OopsView> {
  const interval = places ? spanOf(places) : given;
  const isAttributed = OF_ATTRIBUTION.some((column) => wanted.has(column));
  const attributed = isAttributed ? await readAttributedEvents(reading, interval) : null;
  const files = wanted.has('path') ? await readFirstFiles(reading, places !== undefined) : null;
  const within = interval ? intervalCondition(interval, 'bounds') : null;
  const isListed = places ? ' AND hour IN {place_hours:Array(Int64)} AND id_key IN {ids:Array(String)}' : '';
  const { columns } = reading;
  const of = attributed?.columns;
  return {
    from: `${attributed?.from ?? reading.from}${files?.join ?? ''}`,
    where: `${reading.alive}${within ? ` AND ${within.sql}` : ''}${isListed}`,
    parameters: {
      ...reading.parameters,
      ...attributed?.parameters,
      ...within?.parameters,
      ...parametersOf(reading),
      ...files?.parameters,
      ...(places && {
        ids: places.map(({ idKey }) => idKey),
        place_hours: [...new Set(places.map(({ time }) => Math.trunc(time / millisecondsInHour)))],
      }),
    },
    columns: {
      id: 'id',
      time: isoTimeSql('time'),
      time_ms: 'time',
      time_source: 'time_source',
      reporter:
        'transform(reporter, {reporter_keys:Array(String)}, {reporter_names:Array(String)}, reporter)',
      system:
        'transform(reporter, {reporter_keys:Array(String)}, {reporter_systems:Array(String)}, reporter)',
      type: 'type',
      value: 'value',
      causes: 'causes',
      fingerprint: 'fingerprint',
      signature_id: columns.signature,
      signature_type: columns.signatureType,
      signature_value: columns.signatureValue,
      class: classSql(reading),
      topic: 'topic',
      url: 'url',
      method: 'method',
      user_agent: 'user_agent',
      is_bot: 'is_bot',
      referrer: 'referrer',
      is_local_referrer: columns.isLocalReferrer,
      username: 'username',
      duration_seconds: 'duration_ms / 1000',
      statements_count: 'statements_count',
      statement: 'statement',
      branch: 'branch',
      revno: 'revno',
      hostname: 'hostname',
      informational: 'informational',
      is_event: 'is_event',
      traceback: 'traceback',
      last_oops: 'last_oops',
      arrived_at: isoTimeSql('arrived_at'),
      clock_offset_seconds: 'clock_offset_ms / 1000',
      path: files?.column ?? UNWANTED,
      outage: of?.outage ?? UNWANTED,
      phase: of?.phase ?? UNWANTED,
      relation: of?.relation ?? UNWANTED,
      disposition: of?.disposition ?? UNWANTED,
      is_suppressed: of?.isSuppressed ?? UNWANTED,
      // As if each of those that were written at once had come a microsecond after the one before.
      seq: 'stamp + part',
    },
  };
}

function parametersOf({ reporters, kindOf }: Reading): Parameters {
  const keysOf = (kind: SummaryKind) =>
    reporters.filter(({ key }) => kindOf(key) === kind).map(({ key }) => key);
  return {
    reporter_keys: reporters.map(({ key }) => key),
    reporter_names: reporters.map(({ name }) => name),
    reporter_systems: reporters.map(({ system }) => system),
    ...Object.fromEntries(kindsIn(reporters).map((kind) => [`keys_of_${kind}`, keysOf(kind)])),
  };
}

/** What an OOPS is counted as by the kind of its system: of a few kinds, so that the reporters of each are asked for. */
function classSql({ columns, reporters, settings }: Reading): string {
  const rules = settings.rules.kindClassification;
  const branches = kindsIn(reporters).map(
    (kind) =>
      `reporter IN {keys_of_${kind}:Array(String)}, ${countedClassSql(columns.baseClass, kind, rules)}`,
  );
  return branches.length === 0 ? "'exceptions'" : `multiIf(${branches.join(', ')}, 'exceptions')`;
}

function kindsIn(reporters: Reading['reporters']): SummaryKind[] {
  return [...new Set(reporters.map(({ kind }) => kind))].sort();
}

function spanOf(places: readonly OopsPlace[]): Interval {
  const times = places.map(({ time }) => time);
  return { start: Math.min(...times), end: Math.max(...times) + 1 };
}
