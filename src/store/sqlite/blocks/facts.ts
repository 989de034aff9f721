import type { CountedClass } from '../../../oops/classes/classification.js';
import type { OopsClass } from '../../../oops/classes/classification-rules.js';
import type { Interval } from '../../../time/interval.js';
import type { Db } from '../db.js';
import { BLOCK_SIZE, firstOf, iterateBlocks, type NumberedBlock } from './fact-block.js';
import { ARRAYS, BOT, INEXACT, LOCAL_REFERRER, type WideBlock } from './fact-columns.js';

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
  /** The number of both of its classes, in this database. */
  readonly classId: number;
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
  readonly statementId: number | null;
  readonly statementsCount: number;
  readonly totalMs: number | null;
}

/** The same with where it stands. */
export interface FactInBlock extends OopsFact {
  readonly block: FactsBlock;
  /** Its place in each column of the block. */
  readonly index: number;
}

/** The columns that they are made of. */
const COLUMNS = [
  'place',
  'time',
  'flags',
  'class_id',
  'reporter_id',
  'exception_id',
  'signature_id',
  'url_id',
  'topic_id',
  'method_id',
  'referrer_id',
  'statement_id',
  'statements_count',
  'duration_ms',
  'total_ms',
] as const;

type Column = (typeof COLUMNS)[number];
type FactsBlock = NumberedBlock<Column>;

/**
 * Looks at the OOPSes of an interval, in no order that means anything: what is made of them must not depend on it, see
 * `compareFacts` of the lookups.
 *
 * @param look is given each of them, and must not keep it: the next of the block comes in its place
 */
export function lookAtFacts(db: Db, interval: Interval, look: (fact: FactInBlock) => void): void {
  const fact = new BlockFact(readClasses(db));
  for (const block of iterateBlocks(db, interval, COLUMNS)) {
    fact.open(block);
    lookAtBlock(block, fact, interval, look);
  }
}

/**
 * The same of one block, as a function of its own: V8 compiles a loop within another while it runs, and throws that away when it
 * ends, a hundred times in a day of a million.
 */
function lookAtBlock(
  { time: times }: FactsBlock,
  fact: BlockFact,
  { start, end }: Interval,
  look: (fact: FactInBlock) => void,
): void {
  for (let index = 0; index < times.length; index++) {
    const time = times[index] as number;
    if (time < start || time >= end) continue;
    fact.moveTo(index);
    look(fact);
  }
}

/**
 * A fact where it stands in its block: to write all of it down anew for each of a million takes a third of a report's time. The columns
 * of each block are copied into the same arrays, so that all are read in one way, however they are packed.
 */
class BlockFact implements FactInBlock {
  readonly #wide = Object.fromEntries(
    COLUMNS.map((column) => [column, new ARRAYS[column](BLOCK_SIZE)]),
  ) as WideBlock<Column>;
  readonly #classes: ReadonlyMap<number, CountedClass>;
  #block: FactsBlock | undefined;
  #first = 0;
  #index = 0;

  constructor(classes: ReadonlyMap<number, CountedClass>) {
    this.#classes = classes;
  }

  open(block: FactsBlock): void {
    this.#first = firstOf(block.number);
    for (const column of COLUMNS) {
      // Of equal entries many blocks share one array.
      if (this.#block?.[column] !== block[column]) this.#wide[column].set(block[column]);
    }
    this.#block = block;
  }

  moveTo(index: number): void {
    this.#index = index;
  }

  get block(): FactsBlock {
    return this.#block as FactsBlock;
  }

  get index(): number {
    return this.#index;
  }

  get seq(): number {
    return this.#first + (this.#wide.place[this.#index] as number);
  }

  get time(): number {
    return this.#wide.time[this.#index] as number;
  }

  get inexact(): boolean {
    return this.#has(INEXACT);
  }

  get durationMs(): number | null {
    return knownOrNull(this.#wide.duration_ms[this.#index] as number);
  }

  get reporterId(): number {
    return this.#wide.reporter_id[this.#index] as number;
  }

  get exceptionId(): number {
    return this.#wide.exception_id[this.#index] as number;
  }

  get signatureId(): number {
    return this.#wide.signature_id[this.#index] as number;
  }

  get classId(): number {
    return this.#wide.class_id[this.#index] as number;
  }

  get class(): OopsClass {
    return this.#classes.get(this.classId)?.class ?? 'exceptions';
  }

  get baseClass(): OopsClass {
    return this.#classes.get(this.classId)?.base ?? 'exceptions';
  }

  get urlId(): number | null {
    return this.#wide.url_id[this.#index] || null;
  }

  get topicId(): number | null {
    return this.#wide.topic_id[this.#index] || null;
  }

  get methodId(): number | null {
    return this.#wide.method_id[this.#index] || null;
  }

  get isBot(): boolean {
    return this.#has(BOT);
  }

  get referrerId(): number | null {
    return this.#wide.referrer_id[this.#index] || null;
  }

  get isLocalReferrer(): boolean {
    return this.#has(LOCAL_REFERRER);
  }

  get statementId(): number | null {
    return this.#wide.statement_id[this.#index] || null;
  }

  get statementsCount(): number {
    return this.#wide.statements_count[this.#index] as number;
  }

  get totalMs(): number | null {
    return knownOrNull(this.#wide.total_ms[this.#index] as number);
  }

  #has(flag: number): boolean {
    return ((this.#wide.flags[this.#index] as number) & flag) !== 0;
  }
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
