import type { Key } from '../../../questions/keys.js';
import type { Value } from '../../../questions/question.js';
import type { FactColumn } from '../blocks/fact-columns.js';
import type { Db } from '../db.js';
import { type AnyBlock, BLOCK_COLUMNS, type BlockColumn, type KindsOf } from './block-columns.js';

/** What reads a value for OOPSes of blocks. */
export interface BlockReader<T> {
  /** What must be read of a block for it. */
  readonly facts: readonly FactColumn[];
  /** The values of some OOPSes of a block, by their places in it. */
  readonly read: (block: AnyBlock, indexes: readonly number[]) => T[];
}

/** An SQL expression over what decides it, as of a key. */
export interface Expression extends Pick<Key, 'of'> {
  readonly expression: string;
  readonly parameters?: Readonly<Record<string, string | number>>;
}

/** The block column that decides an expression. It must be one that blocks have. */
export function columnOf({ of }: Pick<Key, 'of'>): BlockColumn {
  const column = BLOCK_COLUMNS[of];
  if (!column) throw new Error(`no block has the column ${of}`);
  return column;
}

/** Asks what an expression is for numbers of its column: for those given, or for all that there are. */
export function askExpression(
  db: Db,
  expression: Expression,
): (numbers: readonly number[]) => [number, Value][] {
  const select = db
    .prepare(`SELECT number, ${expression.expression} FROM (${columnOf(expression).sql})`)
    .raw();
  return (numbers) =>
    select.all({ ...expression.parameters, numbers: JSON.stringify(numbers) }) as [number, Value][];
}

/**
 * Reads an SQL expression from blocks: SQLite itself says what it is, but once for each number and not for each OOPS.
 *
 * @param take what is made of a value, once
 */
export function createValueReader<T>(
  db: Db,
  kindsOf: KindsOf,
  expression: Expression,
  take: (value: Value) => T,
): BlockReader<T> {
  const column = columnOf(expression);
  const ask = askExpression(db, expression);
  return createReader(kindsOf, column, (numbers, known) => {
    // JSON has no NaN, which stands for an unknown duration: it comes and goes as null.
    for (const [number, value] of ask(numbers)) known.set(number ?? Number.NaN, take(value));
  });
}

/**
 * Reads whether a condition in SQL is met, in the same way: only what meets it is handed over, which is mostly less, so that
 * undefined stands for false too.
 */
export function createConditionReader(
  db: Db,
  kindsOf: KindsOf,
  condition: Expression,
): BlockReader<boolean | undefined> {
  const column = columnOf(condition);
  const select = db.prepare(`SELECT number FROM (${column.sql}) WHERE ${condition.expression}`).pluck();
  return createReader(kindsOf, column, (numbers, known) => {
    for (const number of numbers) known.set(number, false);
    const found = select.all({ ...condition.parameters, numbers: JSON.stringify(numbers) }) as number[];
    for (const number of found) known.set(number ?? Number.NaN, true);
  });
}

/** Reads the numbers themselves. */
export function createNumberReader(kindsOf: KindsOf, column: BlockColumn): BlockReader<number> {
  return {
    facts: column.facts,
    read(block, indexes) {
      const numbers = column.numbersOf(block, kindsOf);
      return indexes.map((index) => numbers[index] as number);
    },
  };
}

/** What is known of numbers. */
interface Memory<T> {
  readonly get: (number: number) => T | undefined;
  readonly set: (number: number, value: T) => unknown;
}

function createReader<T>(
  kindsOf: KindsOf,
  { facts, numbersOf, isAskedFor, isText }: BlockColumn,
  learn: (numbers: readonly number[], known: Memory<T>) => void,
): BlockReader<T> {
  const known: Memory<T> = isText || !isAskedFor ? createIdMemory() : new Map();
  if (!isAskedFor) learn([], known);
  return {
    facts,
    read(block, indexes) {
      const numbers = numbersOf(block, kindsOf);
      if (isAskedFor) {
        const unknown = new Set<number>();
        for (const index of indexes) {
          const number = numbers[index] as number;
          if (known.get(number) === undefined) unknown.add(number);
        }
        if (unknown.size > 0) learn([...unknown], known);
      }
      return indexes.map((index) => known.get(numbers[index] as number) as T);
    },
  };
}

/** Ids lie close together: an array finds them faster than a Map does. */
function createIdMemory<T>(): Memory<T> {
  const values: T[] = [];
  return {
    get: (id) => values[id],
    set: (id, value) => {
      values[id] = value;
    },
  };
}
