import { describe, expect, it } from 'vitest';
import { createLoadTransaction } from '../../../../src/store/sqlite/loader/transaction.js';
import { firstOopsTime } from '../../../../src/store/sqlite/single/oopses.js';
import { createOopsWriter } from '../../../../src/store/sqlite/writing/oops-writer.js';
import { AT, databaseOf, newOops, SETTINGS } from '../../../support/sample-oops.js';

function openScene() {
  const db = databaseOf([]);
  const writer = createOopsWriter(db, SETTINGS);
  const scene = { db, writer, now: AT };
  return { scene, transaction: createLoadTransaction(writer, () => scene.now) };
}

describe('createLoadTransaction', () => {
  it('begins with what is written first, and ends when it is told', () => {
    const { scene, transaction } = openScene();
    expect(scene.db.inTransaction).toBe(false);
    expect(transaction.write(1, () => 'written')).toBe('written');
    expect(scene.db.inTransaction).toBe(true);
    transaction.commit();
    expect(scene.db.inTransaction).toBe(false);
    transaction.commit();
  });

  it('ends with fifty thousand files', () => {
    const { scene, transaction } = openScene();
    transaction.write(49_999, () => {});
    expect(scene.db.inTransaction).toBe(true);
    transaction.write(1, () => {});
    expect(scene.db.inTransaction).toBe(false);
    transaction.write(1, () => {});
    expect(scene.db.inTransaction).toBe(true);
  });

  it('ends three seconds after its beginning, however little was written', () => {
    const { scene, transaction } = openScene();
    transaction.write(1, () => {});
    scene.now += 2999;
    transaction.write(1, () => {});
    expect(scene.db.inTransaction).toBe(true);
    scene.now += 1;
    transaction.write(1, () => {});
    expect(scene.db.inTransaction).toBe(false);
  });

  it('undoes all of it when a work throws, and begins another with the next', () => {
    const { scene, transaction } = openScene();
    transaction.write(1, () => scene.writer.insert(newOops('OOPS-1A1'), AT));
    const failing = () => {
      throw new Error('the disk is full');
    };
    expect(() => transaction.write(1, failing)).toThrow('the disk is full');
    expect([scene.db.inTransaction, firstOopsTime(scene.db)]).toEqual([false, null]);
    transaction.write(1, () => scene.writer.insert(newOops('OOPS-1A2'), AT));
    transaction.commit();
    expect(firstOopsTime(scene.db)).toBe(AT);
  });
});
