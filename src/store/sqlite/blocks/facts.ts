import type { CountedClass } from '../../../oops/classes/classification.js';
import type { OopsClass } from '../../../oops/classes/classification-rules.js';
import type { Interval } from '../../../time/interval.js';
import type { Db } from '../db.js';
import { firstOf, iterateBlocks } from './fact-block.js';
import {
  BOT,
  FACT_COLUMNS,
  type FactBlock,
  type FactColumn,
  INEXACT,
  LOCAL_REFERRER,
} from './fact-columns.js';

/**
 * What reports need of one OOPS, light enough to go through a million: what repeats is an id, to be looked up once.
 * Texts are found by `textById`, exceptions by `exceptionById`, signatures by `signatureById`.
 */
export interface OopsFact {
  /** Its number in this database, by which `oopsIdBySeq` finds its id. */
  readonly seq: number;
  /** Milliseconds since the Unix epoch, UTC. */
  readonly time: number;
  /** The time is only the day. */
  readonly inexact: boolean;
  readonly durationMs: number | null;
  readonly reporterId: number;
  readonly exceptionId: number;
  readonly signatureId: number;
  /** By the kind of its system. */
  readonly class: OopsClass;
  /** Whatever the kind. */
  readonly baseClass: OopsClass;
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
 * `compareFacts` of the lookups.
 */
export function* iterateOopsFacts(db: Db, { start, end }: Interval): Generator<OopsFact> {
  const classes = readClasses(db);
  for (const block of iterateBlocks(db, { start, end }, FACT_COLUMNS)) {
    const first = firstOf(block.number);
    for (let index = 0; index < block.time.length; index++) {
      const time = block.time[index] as number;
      if (time >= start && time < end) yield factOf(block, index, first, classes);
    }
  }
}

function factOf(
  block: FactBlock<FactColumn>,
  index: number,
  first: number,
  classes: ReadonlyMap<number, CountedClass>,
): OopsFact {
  const flags = block.flags[index] as number;
  const counted = classes.get(block.class_id[index] as number);
  return {
    seq: first + (block.place[index] as number),
    time: block.time[index] as number,
    inexact: (flags & INEXACT) !== 0,
    durationMs: knownOrNull(block.duration_ms[index] as number),
    reporterId: block.reporter_id[index] as number,
    exceptionId: block.exception_id[index] as number,
    signatureId: block.signature_id[index] as number,
    class: counted?.class ?? 'exceptions',
    baseClass: counted?.base ?? 'exceptions',
    urlId: (block.url_id[index] as number) || null,
    topicId: (block.topic_id[index] as number) || null,
    methodId: (block.method_id[index] as number) || null,
    isBot: (flags & BOT) !== 0,
    referrerId: (block.referrer_id[index] as number) || null,
    isLocalReferrer: (flags & LOCAL_REFERRER) !== 0,
    usernameId: (block.username_id[index] as number) || null,
    statementId: (block.statement_id[index] as number) || null,
    statementsCount: block.statements_count[index] as number,
    totalMs: knownOrNull(block.total_ms[index] as number),
  };
}

function knownOrNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

/** The classes by their ids. */
export function readClasses(db: Db): Map<number, CountedClass> {
  const rows = db.prepare('SELECT id, base, counted_as AS class FROM class').all() as (CountedClass & {
    id: number;
  })[];
  return new Map(rows.map((row) => [row.id, row]));
}
