import type { OopsClass } from '../oops/classification-rules.js';
import type { Interval } from '../time/interval.js';
import { denseIdRange } from './id-range.js';
import type { Db } from './open-database.js';

/**
 * What reports need of one OOPS, light enough to go through a million: what repeats is an id, to be looked up once.
 * Texts are found by `textById`, exceptions by `exceptionById`, signatures by `signatureById`.
 */
export interface OopsFact {
  /** Its number in this database. */
  readonly seq: number;
  readonly oopsId: string;
  /** Milliseconds since the Unix epoch, UTC. */
  readonly time: number;
  /** The time is only the day. */
  readonly inexact: boolean;
  readonly durationMs: number | null;
  readonly reporterId: number;
  readonly exceptionId: number;
  readonly signatureId: number;
  readonly class: OopsClass;
  readonly urlId: number | null;
  readonly topicId: number | null;
  readonly methodId: number | null;
  readonly isBot: boolean;
  readonly referrerId: number | null;
  readonly isLocalReferrer: boolean;
  readonly usernameId: number | null;
  readonly statementId: number | null;
  readonly statementsCount: number;
  readonly totalMs: number | null;
}

/**
 * The OOPSes of an interval, in no order that means anything: what is made of them must not depend on it, see
 * `compareFacts`. The database cannot be written through this connection meanwhile.
 */
export function* iterateOopsFacts(db: Db, interval: Interval): Generator<OopsFact> {
  const classes = classNames(db);
  for (const row of iterateRows(db, interval)) yield factFromRow(row, classes);
}

/** How many numbers of a range are looked at in one go: rows come faster together than one by one. */
const CHUNK = 2000;

function* iterateRows(db: Db, { start, end }: Interval): Generator<FactRow> {
  const range = denseIdRange(db, { start, end });
  if (!range) {
    yield* db.prepare(SELECT_FACTS).raw().iterate({ start, end }) as IterableIterator<FactRow>;
    return;
  }
  const select = db.prepare(SELECT_FACTS_IN_RANGE).raw();
  for (let first = range.first; first <= range.last; first += CHUNK) {
    const last = Math.min(range.last, first + CHUNK - 1);
    yield* select.all({ start, end, first, last }) as FactRow[];
  }
}

/**
 * The order of OOPSes: by time, those of one moment by their ids without regard to case. It does not depend on the
 * order of loading.
 */
export function compareFacts(
  a: Pick<OopsFact, 'time' | 'oopsId'>,
  b: Pick<OopsFact, 'time' | 'oopsId'>,
): number {
  if (a.time !== b.time) return a.time - b.time;
  const [first, second] = [a.oopsId.toUpperCase(), b.oopsId.toUpperCase()];
  return first < second ? -1 : Number(first > second);
}

const COLUMNS = `
  SELECT id, oops_id, time, time_source = 'directory', duration_ms, reporter_id, exception_id, signature_id, class_id,
    url_id, topic_id, method_id, is_bot, referrer_id, is_local_referrer, username_id, statement_id, statements_count,
    total_ms
  FROM stored_oops`;

/** How the facts are found; exported so that a test can pin the plans. */
export const SELECT_FACTS = `${COLUMNS} WHERE time >= @start AND time < @end`;
export const SELECT_FACTS_IN_RANGE = `
  ${COLUMNS} WHERE id BETWEEN @first AND @last AND +time >= @start AND +time < @end`;

type FactRow = [
  seq: number,
  oopsId: string,
  time: number,
  inexact: number,
  durationMs: number | null,
  reporterId: number,
  exceptionId: number,
  signatureId: number,
  classId: number,
  urlId: number | null,
  topicId: number | null,
  methodId: number | null,
  isBot: number,
  referrerId: number | null,
  isLocalReferrer: number,
  usernameId: number | null,
  statementId: number | null,
  statementsCount: number,
  totalMs: number | null,
];

function factFromRow(row: FactRow, classes: ReadonlyMap<number, OopsClass>): OopsFact {
  return {
    seq: row[0],
    oopsId: row[1],
    time: row[2],
    inexact: row[3] === 1,
    durationMs: row[4],
    reporterId: row[5],
    exceptionId: row[6],
    signatureId: row[7],
    class: classes.get(row[8]) ?? 'exceptions',
    urlId: row[9],
    topicId: row[10],
    methodId: row[11],
    isBot: row[12] === 1,
    referrerId: row[13],
    isLocalReferrer: row[14] === 1,
    usernameId: row[15],
    statementId: row[16],
    statementsCount: row[17],
    totalMs: row[18],
  };
}

/** The names of the classes by their ids. */
export function classNames(db: Db): Map<number, OopsClass> {
  return new Map(db.prepare('SELECT id, name FROM class').raw().all() as [number, OopsClass][]);
}
