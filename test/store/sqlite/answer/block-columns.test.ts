import { expect, it } from 'vitest';
import {
  BLOCK_COLUMNS,
  isOfAttribution,
  NO_KINDS,
  numberAttributionKinds,
} from '../../../../src/store/sqlite/answer/block-columns.js';
import { BLOCK_SIZE } from '../../../../src/store/sqlite/blocks/fact-block.js';
import { databaseOf, newOops } from '../../../support/sample-oops.js';

it('numbers the ways of belonging to an outage, each once, and the OOPSes by them', () => {
  const db = databaseOf([1, 2, 3, 4].map((serial) => newOops(`OOPS-1A${serial}`)));
  db.exec(`DELETE FROM file; UPDATE stored_oops SET id = ${BLOCK_SIZE + 1} WHERE id = 4`);
  const attribute = (seq: number, outage: string) =>
    db.exec(
      `INSERT INTO stored_attribution VALUES (${seq}, '${outage}', 'downtime', 'during', 'expected', 1)`,
    );
  for (const [seq, outage] of [
    [1, 'b'],
    [3, 'a'],
    [BLOCK_SIZE + 1, 'b'],
  ] as const)
    attribute(seq, outage);
  const kindsOf = numberAttributionKinds(db);
  expect(Array.from(kindsOf(0)).slice(0, 4)).toEqual([2, 0, 1, 0]);
  expect(Array.from(kindsOf(1)).slice(0, 2)).toEqual([2, 0]);
  expect(kindsOf(2)).toBe(NO_KINDS);
  const kinds = db.prepare('SELECT number, outage, is_suppressed FROM temp.attribution_kind').raw().all();
  expect(kinds).toEqual([
    [0, null, 0],
    [1, 'a', 1],
    [2, 'b', 1],
  ]);
  db.exec('DELETE FROM stored_attribution');
  expect(numberAttributionKinds(db)(0)).toBe(NO_KINDS);
});

it('knows which columns are of attribution', () => {
  const columns = Object.keys(BLOCK_COLUMNS) as Parameters<typeof isOfAttribution>[0][];
  expect(columns.filter(isOfAttribution)).toEqual([
    'outage',
    'phase',
    'relation',
    'disposition',
    'is_suppressed',
  ]);
  expect(isOfAttribution('id')).toBe(false);
});
