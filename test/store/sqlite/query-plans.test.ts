import { describe, expect, it } from 'vitest';
import { SELECT_BLOCKS, selectFacts } from '../../../src/store/sqlite/blocks/fact-block.js';
import { FACT_COLUMNS } from '../../../src/store/sqlite/blocks/fact-columns.js';
import { SELECT_SIGNATURES, SELECT_TYPES } from '../../../src/store/sqlite/numbered.js';
import { SELECT_NEXT } from '../../../src/store/sqlite/prune/prune.js';
import { SELECT_CHAINS } from '../../../src/store/sqlite/signatures/describe-signature.js';
import { SELECT_OF_TYPE } from '../../../src/store/sqlite/signatures/signatures-of-type.js';
import { SELECT_LATER, selectNearest } from '../../../src/store/sqlite/single/neighbours.js';
import {
  SELECT_FIRST_TIME,
  SELECT_LAST_TIMES,
  SELECT_SEEN,
} from '../../../src/store/sqlite/tables/signatures.js';
import { databaseOf } from '../../support/sample-oops.js';

describe('no question goes through all OOPSes', () => {
  const db = databaseOf([]);
  it.each([
    ['the facts of a block', selectFacts(FACT_COLUMNS), { first: 1, last: 4096 }],
    ['the blocks of an interval', SELECT_BLOCKS, { start: 0, end: 1 }],
    ['the types of exceptions', SELECT_TYPES, { ids: '[]' }],
    ['the texts of signatures', SELECT_SIGNATURES, { ids: '[]' }],
    ['signatures', SELECT_SEEN, { signatureId: 1, reporterId: 1, start: 0, end: 1 }],
    ['the first time of a signature', SELECT_FIRST_TIME, [1]],
    ['the signatures of a type', SELECT_OF_TYPE, { hash: 1, type: '' }],
    ['the chains of exceptions', SELECT_CHAINS, { ids: '[]' }],
    ['the last times of signatures', SELECT_LAST_TIMES, { ids: '[]', before: 1 }],
    ...(['reporter_id', 'signature_id'] as const).flatMap((kin) =>
      (['before', 'after'] as const).map((side): [string, string, object] => [
        `the nearest of a ${kin} ${side} it`,
        selectNearest(kin, side),
        { kin: 1, id: '', time: 1, edge: 0, count: 1 },
      ]),
    ),
    ['the later OOPS of a request', SELECT_LATER, { kin: 1, id: '', time: 1, end: 2 }],
    ['what is pruned next', SELECT_NEXT, { time: 0, end: 1, seq: 0, before: 1, atOnce: 1 }],
    ['the first time', 'SELECT min(time) FROM stored_oops', {}],
    ['an id', 'SELECT * FROM stored_oops WHERE oops_id = @id', { id: '' }],
    ['known names', 'SELECT name FROM file WHERE directory_id = @id', { id: 1 }],
    [
      "a reporter's exceptions",
      'SELECT DISTINCT exception_id FROM stored_oops WHERE reporter_id = @id',
      { id: 1 },
    ],
  ])('%s', (_, sql, values) => {
    const plan = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(values) as { detail: string }[];
    const steps = plan.map(({ detail }) => detail);
    expect(steps.filter((step) => /SEARCH .*(INDEX|INTEGER PRIMARY KEY)/.test(step)).length).toBeGreaterThan(
      0,
    );
    expect(steps.filter((step) => /SCAN (o|stored_oops|file|packed_block|e)\b/.test(step))).toEqual([]);
  });
});
