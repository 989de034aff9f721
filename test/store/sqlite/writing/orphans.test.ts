import { expect, it } from 'vitest';
import { trackSignature } from '../../../../src/store/sqlite/tables/signatures.js';
import { createOrphanSweeper } from '../../../../src/store/sqlite/writing/orphans.js';
import { databaseOf, newOops } from '../../../support/sample-oops.js';

function openScene() {
  const db = databaseOf([
    newOops('OOPS-1A1', { reporter: 'A', type: 'E' }),
    newOops('OOPS-1A2', { reporter: 'A', type: 'F' }),
    newOops('OOPS-1B1', { reporter: 'B', type: 'F' }),
  ]);
  const orphans = createOrphanSweeper(db);
  const list = (sql: string) => db.prepare(sql).pluck().all();
  return {
    ...{ db, orphans },
    remove(seq: number) {
      orphans.note(seq);
      db.exec(`DELETE FROM file WHERE oops = ${seq}; DELETE FROM stored_oops WHERE id = ${seq}`);
    },
    left: () => [
      list('SELECT name FROM reporter ORDER BY 1'),
      list('SELECT id FROM stored_signature ORDER BY 1'),
    ],
  };
}

it('removes the reporter and the signature that no OOPS has any more, and says so once', () => {
  const { orphans, remove, left } = openScene();
  remove(1);
  expect(orphans.sweep()).toBe(true);
  expect(left()).toEqual([['A', 'B'], [2]]);
  expect(orphans.sweep()).toBe(false);
  remove(3);
  expect(orphans.sweep()).toBe(true);
  expect(left()).toEqual([['A'], [2]]);
});

it('leaves what another OOPS still has', () => {
  const { orphans, remove, left } = openScene();
  remove(2);
  expect(orphans.sweep()).toBe(false);
  expect(left()).toEqual([
    ['A', 'B'],
    [1, 2],
  ]);
});

it('leaves a signature that a bug tracks', () => {
  const { db, orphans, remove, left } = openScene();
  trackSignature(db, 'OOPS-1A1', 5);
  remove(1);
  expect(orphans.sweep()).toBe(false);
  expect(left()).toEqual([
    ['A', 'B'],
    [1, 2],
  ]);
});
