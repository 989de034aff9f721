import { expect, it } from 'vitest';
import { countSignatures } from '../../../../src/store/sqlite/blocks/counts.js';
import { KeptBlocks } from '../../../../src/store/sqlite/blocks/kept-blocks.js';
import { listReporters } from '../../../../src/store/sqlite/tables/reporters.js';
import { factsIn } from '../../../support/oops-fact.js';
import { databaseOf, newOops } from '../../../support/sample-oops.js';

const ALL = { start: 0, end: Number.MAX_SAFE_INTEGER };

it('counts signatures of the reporters that are asked for', () => {
  const db = databaseOf([
    newOops('OOPS-1A1', { reporter: 'A', type: 'E' }),
    newOops('OOPS-1A2', { reporter: 'A', type: 'E' }),
    newOops('OOPS-1A3', { reporter: 'A', type: 'F' }),
    newOops('OOPS-1B1', { reporter: 'B', type: 'E' }),
  ]);
  const [a = 0, b = 0] = listReporters(db).map(({ id }) => id);
  const [e = 0, , f = 0] = factsIn(db, ALL).map(({ signatureId }) => signatureId);
  expect(countSignatures(db, new KeptBlocks(), [ALL], [a])).toEqual(
    new Map([
      [e, 2],
      [f, 1],
    ]),
  );
  expect(countSignatures(db, new KeptBlocks(), [ALL], [b])).toEqual(new Map([[e, 1]]));
});
