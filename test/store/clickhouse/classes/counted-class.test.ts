import { expect, it } from 'vitest';
import { classInKind } from '../../../../src/oops/classes/classification.js';
import {
  CLASSES_OF_KIND,
  KIND_CLASSIFICATION_RULES,
  type KindClassificationRule,
  OOPS_CLASSES,
} from '../../../../src/oops/classes/classification-rules.js';
import type { SummaryKind } from '../../../../src/oops/oops.js';
import { countedClassSql } from '../../../../src/store/clickhouse/classes/counted-class.js';
import { describeWithClickHouse } from '../../../support/clickhouse/clickhouse-parts.js';
import { askNode } from '../ask-node.js';

const KINDS = Object.keys(CLASSES_OF_KIND) as SummaryKind[];
const TYPES = [...new Set(KIND_CLASSIFICATION_RULES.flatMap(({ types }) => types)), 'KeyError', "It's", null];

/** Rules of the user come before the others, and one of a later kind takes what an earlier left. */
const OWN_RULES: readonly KindClassificationRule[] = [
  { kinds: ['ubuntuone'], class: 'time-outs', types: ['Value*'], precedence: 'after' },
  {
    kinds: ['ubuntuone', 'webapp'],
    class: 'value-errors',
    types: ['ValueError', "It's"],
    precedence: 'before',
  },
  { kinds: ['generic'], class: 'remote-errors', types: ['KeyError'], precedence: 'before' },
];

describeWithClickHouse('countedClassSql', () => {
  it.each([
    ['the rules of the program', KIND_CLASSIFICATION_RULES],
    ['rules of a config', [...OWN_RULES, ...KIND_CLASSIFICATION_RULES]],
    ['no rules', []],
  ])('counts by %s as classInKind does', async (_, rules) => {
    const sql = `SELECT base, type, ${KINDS.map((kind) => countedClassSql('base', kind, rules)).join(', ')}
      FROM (SELECT arrayJoin({bases:Array(String)}) AS base, arrayJoin({types:Array(Nullable(String))}) AS type)`;
    const rows = await askNode<string[]>(sql, { bases: [...OOPS_CLASSES], types: TYPES });
    expect(rows).toHaveLength(OOPS_CLASSES.length * TYPES.length);
    const expected = OOPS_CLASSES.flatMap((base) =>
      TYPES.map((type) => [base, type, ...KINDS.map((kind) => classInKind(base, type, kind, rules))]),
    );
    const inOrder = (all: readonly unknown[]) => all.map((row) => JSON.stringify(row)).sort();
    expect(inOrder(rows)).toEqual(inOrder(expected));
  });
});
