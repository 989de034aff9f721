import type { CountedClass } from '../../oops/classes/classification.js';
import type { OopsClass } from '../../oops/classes/classification-rules.js';
import { type Interval, union } from '../../time/interval.js';
import type { Exception, SightedOops } from '../sighted-oops.js';
import type { IsWanted } from '../snapshot.js';
import { findBlocks, firstOf, iterateBlocks, type NumberedBlock } from './blocks/fact-block.js';
import { BOT, INEXACT } from './blocks/fact-columns.js';
import { readClasses } from './blocks/facts.js';
import { IntervalIndex } from './blocks/interval-index.js';
import { WantedRows } from './blocks/wanted-rows.js';
import type { Db } from './db.js';
import type { Numbered, NumberedSignature } from './numbered.js';

const COLUMNS = [
  'place',
  'time',
  'flags',
  'class_id',
  'reporter_id',
  'exception_id',
  'signature_id',
  'url_id',
  'username_id',
  'topic_id',
  'duration_ms',
] as const;

/** The OOPSes of some reporters in an interval, a block at a time. See `sightings` of the port. */
export function* iterateSightings(
  db: Db,
  numbered: Numbered,
  { start, end }: Interval,
  reporters: readonly string[],
): Generator<SightedOops[]> {
  const names: Names = { ...numbered, classes: readClasses(db) };
  const isWanted = new Set(numbered.reporterIds(reporters));
  for (const block of iterateBlocks(db, { start, end }, COLUMNS, { kept: numbered.kept })) {
    const found: SightedOops[] = [];
    for (let index = 0; index < block.time.length; index++) {
      const time = block.time[index] as number;
      if (time < start || time >= end || !isWanted.has(block.reporter_id[index] as number)) continue;
      found.push(new NumberedSighting(block, index, names));
    }
    if (found.length > 0) yield found;
  }
}

/** The OOPSes of wanted exceptions in some intervals, a block at a time. See `exceptionSightings` of the port. */
export function* iterateExceptionSightings(
  db: Db,
  numbered: Numbered,
  intervals: readonly Interval[],
  isWanted: IsWanted,
): Generator<SightedOops[]> {
  const names: Names = { ...numbered, classes: readClasses(db) };
  const stretches = union(intervals);
  const wanted = new WantedRows(numbered, new IntervalIndex(stretches), isWanted);
  for (const found of findBlocks(db, stretches, { kept: numbered.kept })) {
    const rows = wanted.of(found);
    if (rows.length === 0) continue;
    const block = { number: found.number, ...found.read(COLUMNS) };
    yield rows.map((row) => new NumberedSighting(block, row, names));
  }
}

type SightedBlock = NumberedBlock<(typeof COLUMNS)[number]>;

/** What the numbers of a block stand for. */
interface Names extends Numbered {
  readonly classes: ReadonlyMap<number, CountedClass>;
}

/**
 * An OOPS where it stands in its block: an outage looks at a hundred thousand of them, and an object with all that is known
 * of each would take three times the memory.
 */
class NumberedSighting implements SightedOops {
  readonly #block: SightedBlock;
  readonly #index: number;
  readonly #names: Names;

  constructor(block: SightedBlock, index: number, names: Names) {
    this.#block = block;
    this.#index = index;
    this.#names = names;
  }

  get mark(): number {
    return firstOf(this.#block.number) + (this.#block.place[this.#index] as number);
  }

  get id(): string {
    return this.#names.lookups.oopsIdBySeq(this.mark);
  }

  get time(): number {
    return this.#block.time[this.#index] as number;
  }

  get inexact(): boolean {
    return ((this.#block.flags[this.#index] as number) & INEXACT) !== 0;
  }

  get durationMs(): number | null {
    const durationMs = this.#block.duration_ms[this.#index] as number;
    return Number.isNaN(durationMs) ? null : durationMs;
  }

  get reporter(): string {
    return this.#names.reporter(this.#block.reporter_id[this.#index] as number);
  }

  get exception(): Exception {
    return this.#names.exception(this.#block.exception_id[this.#index] as number);
  }

  get signature(): NumberedSignature {
    return this.#names.signature(this.#block.signature_id[this.#index] as number);
  }

  get class(): OopsClass {
    return this.#names.classes.get(this.#block.class_id[this.#index] as number)?.class ?? 'exceptions';
  }

  get urlMark(): number | null {
    return (this.#block.url_id[this.#index] as number) || null;
  }

  get userMark(): number | null {
    return (this.#block.username_id[this.#index] as number) || null;
  }

  get topicMark(): number | null {
    return (this.#block.topic_id[this.#index] as number) || null;
  }

  get isBot(): boolean {
    return ((this.#block.flags[this.#index] as number) & BOT) !== 0;
  }
}
