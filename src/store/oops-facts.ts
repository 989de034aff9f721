import type { OopsClass } from '../oops/classification-rules.js';
import type { Interval } from '../time/interval.js';
import {
  BOT,
  FACT_COLUMNS,
  type FactBlock,
  type FactColumn,
  firstOf,
  INEXACT,
  LOCAL_REFERRER,
} from './fact-block.js';
import { iterateBlocks } from './fact-block-store.js';
import type { Db } from './open-database.js';

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
 * `compareFacts` of the lookups.
 */
export function* iterateOopsFacts(db: Db, { start, end }: Interval): Generator<OopsFact> {
  const classes = classNames(db);
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
  classes: ReadonlyMap<number, OopsClass>,
): OopsFact {
  const flags = at(block.flags, index);
  return {
    seq: first + at(block.place, index),
    time: at(block.time, index),
    inexact: (flags & INEXACT) !== 0,
    durationMs: knownOrNull(at(block.duration_ms, index)),
    reporterId: at(block.reporter_id, index),
    exceptionId: at(block.exception_id, index),
    signatureId: at(block.signature_id, index),
    class: classes.get(at(block.class_id, index)) ?? 'exceptions',
    urlId: at(block.url_id, index) || null,
    topicId: at(block.topic_id, index) || null,
    methodId: at(block.method_id, index) || null,
    isBot: (flags & BOT) !== 0,
    referrerId: at(block.referrer_id, index) || null,
    isLocalReferrer: (flags & LOCAL_REFERRER) !== 0,
    usernameId: at(block.username_id, index) || null,
    statementId: at(block.statement_id, index) || null,
    statementsCount: at(block.statements_count, index),
    totalMs: knownOrNull(at(block.total_ms, index)),
  };
}

function at(values: FactBlock<FactColumn>[FactColumn], index: number): number {
  return values[index] as number;
}

function knownOrNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

/** The names of the classes by their ids. */
export function classNames(db: Db): Map<number, OopsClass> {
  return new Map(db.prepare('SELECT id, name FROM class').raw().all() as [number, OopsClass][]);
}
