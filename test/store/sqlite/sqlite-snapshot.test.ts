import { expect, it } from 'vitest';
import { openSnapshot } from '../../../src/store/sqlite/sqlite-snapshot.js';
import { databaseOf, newOops } from '../../support/sample-oops.js';

const ALWAYS = { start: 0, end: 8e15 };

// What it answers, the suite of answers says: see sqlite-store.test.ts.
it('gives one object for an exception and for a signature, whichever question they are an answer to', async () => {
  const data = openSnapshot(databaseOf([newOops('OOPS-1A1', { reporter: 'A', type: 'E', time: 5 })]));
  const [counted] = (await data.placeExceptions([ALWAYS])).rows;
  for await (const [sighted] of data.sightings(ALWAYS, ['A'])) {
    expect(sighted?.exception).toBe(counted?.exception);
    expect(sighted?.signature).toBe(counted?.signature);
  }
  const [signature] = (await data.countSignatures([ALWAYS], ['A'])).keys();
  expect(signature).toBe(counted?.signature);
});
