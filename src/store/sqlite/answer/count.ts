import {
  type Answer,
  groupsSortedBy,
  type Question,
  type SelectedColumn,
  selectedColumns,
  type Value,
} from '../../../questions/question.js';
import type { FactColumn } from '../blocks/fact-columns.js';
import type { Db } from '../db.js';
import type { AnyBlock, KindsOf } from './block-columns.js';
import { orderOfGroups } from './build-query.js';
import { type BlockReader, createValueReader } from './column-values.js';
import { createKeyCodes, type KeyCodes } from './key-codes.js';
import { iterateMatches } from './match.js';
import { createNewPairTest, createPairNumbers } from './pair-numbers.js';
import { topN } from './top-n.js';

/**
 * Counts the groups of a question, whose filters and keys must be of blocks: as its SQL would, but in a tenth of the time.
 * Each group has a number, counted up from 0, and each column of counts has an entry for it.
 */
export function countInBlocks(db: Db, kindsOf: KindsOf, question: Question): Answer {
  const keys = (question.groupBy ?? []).map((key) => createKeyCodes(db, kindsOf, key));
  const groups = createGroups(keys);
  const suppressed = createValueReader(
    db,
    kindsOf,
    { of: 'is_suppressed', expression: 'is_suppressed' },
    Number,
  );
  const columns = [
    createOopsCount(),
    createSuppressedCount(suppressed),
    ...question.distinct.map((key) => createDistinctCount(createKeyCodes(db, kindsOf, key))),
  ];
  // Without keys there is one group, also where nothing matches.
  if (keys.length === 0) for (const { counts } of columns) counts.push(0);
  const facts = [...keys, ...columns].flatMap((reader) => reader.facts);
  for (const { block, indexes } of iterateMatches(db, kindsOf, question, facts)) {
    const numbers = groups.numbersOf(block, indexes);
    for (const column of columns) column.add(numbers, block, indexes);
  }
  return putInOrder(db, question, keys, columns, groups.codesOf);
}

/** The groups that OOPSes belong to by their keys. */
interface Groups {
  /** The number of the group of each OOPS of a block, by their places in it. */
  readonly numbersOf: (block: AnyBlock, indexes: readonly number[]) => Int32Array;
  /** The codes of a group's keys. */
  readonly codesOf: (group: number) => number[];
}

/** Makes the groups of some keys: of a group of all but the last key and a code of the last, each pair is a group. */
function createGroups(keys: readonly KeyCodes[]): Groups {
  const levels = keys.map((key) => ({ key, pairs: createPairNumbers() }));
  return {
    numbersOf(block, indexes) {
      const numbers = new Int32Array(indexes.length);
      for (const { key, pairs } of levels) {
        const codes = key.read(block, indexes);
        for (let at = 0; at < numbers.length; at++) {
          numbers[at] = pairs.numberOf(numbers[at] as number, codes[at] as number);
        }
      }
      return numbers;
    },
    codesOf(group) {
      const codes: number[] = [];
      let number = group;
      for (const { pairs } of levels.toReversed()) {
        const [outer, code] = pairs.pairOf(number);
        codes.unshift(code);
        number = outer;
      }
      return codes;
    },
  };
}

/** A column of counts: a number for each group. */
interface CountColumn {
  readonly counts: number[];
  /** What must be read of a block for it. */
  readonly facts: readonly FactColumn[];
  /** Adds OOPSes of a block, given the number of the group of each. */
  readonly add: (groups: Int32Array, block: AnyBlock, indexes: readonly number[]) => void;
}

function createOopsCount(): CountColumn {
  const counts: number[] = [];
  return {
    counts,
    facts: [],
    add(groups) {
      for (const group of groups) counts[group] = (counts[group] ?? 0) + 1;
    },
  };
}

/** @param suppressed reads 1 for an OOPS that the normal report leaves out, and 0 for others */
function createSuppressedCount(suppressed: BlockReader<number>): CountColumn {
  const counts: number[] = [];
  return {
    counts,
    facts: suppressed.facts,
    add(groups, block, indexes) {
      const isSuppressed = suppressed.read(block, indexes);
      for (let at = 0; at < groups.length; at++) {
        const group = groups[at] as number;
        counts[group] = (counts[group] ?? 0) + (isSuppressed[at] as number);
      }
    },
  };
}

/** Counts the different values of a key; what is unknown is no value. */
function createDistinctCount(key: KeyCodes): CountColumn {
  const counts: number[] = [];
  const isNew = createNewPairTest();
  return {
    counts,
    facts: key.facts,
    add(groups, block, indexes) {
      const codes = key.read(block, indexes);
      for (let at = 0; at < groups.length; at++) {
        const [group, code] = [groups[at] as number, codes[at] as number];
        counts[group] = (counts[group] ?? 0) + (code !== 0 && isNew(group, code) ? 1 : 0);
      }
    },
  };
}

/**
 * Has SQLite put the groups in order, so that it is the order of SQL. Those that cannot come before the limit are left out
 * first, so that only few need their values looked up.
 */
function putInOrder(
  db: Db,
  question: Question,
  keys: readonly KeyCodes[],
  columns: readonly CountColumn[],
  codesOf: Groups['codesOf'],
): Answer {
  const selected = selectedColumns(question);
  const groups = firstGroups(question, selected, columns);
  const names = selected.map(({ name }) => name);
  db.exec('DROP TABLE IF EXISTS temp.counted');
  db.exec(`CREATE TEMP TABLE counted (${names.map((name) => `"${name}"`).join(', ')})`);
  const add = db.prepare(`INSERT INTO temp.counted VALUES (${names.map(() => '?').join(', ')})`);
  const codes = groups.map(codesOf);
  const values = keys.map((key, place) => valuesAt(key, codes, place));
  groups.forEach((group, at) => {
    add.run(...values.map((ofKey) => ofKey[at]), ...columns.map(({ counts }) => counts[group]));
  });
  const rows = db
    .prepare(`SELECT * FROM temp.counted ORDER BY ${orderOfGroups(question, selected) || '1'} LIMIT ?`)
    .raw()
    .all(question.limit + 1) as Value[][];
  return { columns: names, rows: rows.slice(0, question.limit), truncated: rows.length > question.limit };
}

/** The numbers of the groups that can come before the limit; all of them where the order begins with a key. */
function firstGroups(
  question: Question,
  selected: readonly SelectedColumn[],
  columns: readonly CountColumn[],
): number[] {
  const groups = [...(columns[0]?.counts ?? []).keys()];
  const first = groupsSortedBy(question, selected);
  const counts = first ? columns[first.place - (question.groupBy ?? []).length]?.counts : undefined;
  if (!counts) return groups;
  const sign = first?.isDescending ? -1 : 1;
  return topN(groups, [(group) => sign * (counts[group] as number)], question.limit + 1);
}

/** The values of one key, for groups by the codes of all keys. */
function valuesAt(key: KeyCodes, codes: readonly (readonly number[])[], place: number): Value[] {
  const own = codes.map((ofGroup) => ofGroup[place] as number);
  const values = key.valuesOf([...new Set(own)]);
  return own.map((code) => values.get(code) ?? null);
}
