import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { copyStore } from '../../../src/store/copy/copy-store.js';
import { openDatabase } from '../../../src/store/sqlite/opening/database.js';
import { createSqliteStore } from '../../../src/store/sqlite/sqlite-store.js';
import type { Store } from '../../../src/store/store.js';
import { UserError } from '../../../src/user-error.js';
import { AT, newOops, SETTINGS } from '../../support/sample-oops.js';
import { allAnswers } from './all-answers.js';
import { anyHistory, live } from './any-history.js';
import type { OpenFilledStore } from './filled-store.js';
import { runs } from './runs.js';

const openSqlite = (): Store => createSqliteStore(openDatabase(':memory:').db, SETTINGS);

const copy = (from: Store, to: Store, signal = new AbortController().signal) =>
  copyStore({
    from: { store: from, name: 'from', address: '/from' },
    to: { store: to, name: 'to' },
    ...{ signal, onProgress: () => {} },
  });

/** A store that fails when something is restored for the n-th time, from 0. */
function failingAt(store: Store, place: number): Store {
  let restored = 0;
  return {
    ...store,
    async restore(kind, items, progress) {
      if (restored++ >= place) throw new Error('killed');
      await store.restore(kind, items, progress);
    },
  };
}

async function closeAll(...stores: readonly Store[]): Promise<void> {
  for (const store of stores) await store.close();
}

/** What a copy of a store has to say, and of a store that is copied to. */
export function describeCopies(open: OpenFilledStore): void {
  const openEmpty = async () => (await open({})).store;

  it('say what the store says, whatever was done to it, also of a copy in SQLite', async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, async (history) => {
        const [first, second, between] = [await openEmpty(), await openEmpty(), openSqlite()];
        await live(first, history);
        const answers = await allAnswers(first);
        expect((await copy(first, between)).differences).toEqual([]);
        expect(await allAnswers(between)).toEqual(answers);
        expect((await copy(between, second)).differences).toEqual([]);
        expect(await allAnswers(second)).toEqual(answers);
        await closeAll(first, second, between);
      }),
      { numRuns: runs(30) },
    );
  });

  it('go on after a kill at any moment, and have nothing twice', async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, fc.array(fc.nat({ max: 6 })), async (history, kills) => {
        const [from, to] = [openSqlite(), await openEmpty()];
        await live(from, history);
        for (const place of kills) await copy(from, failingAt(to, place)).catch(() => {});
        expect((await copy(from, to)).differences).toEqual([]);
        expect(await allAnswers(to)).toEqual(await allAnswers(from));
        await closeAll(from, to);
      }),
      { numRuns: runs(20) },
    );
  });

  it('have once what is restored twice', async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, async (history) => {
        const [from, to] = [openSqlite(), await openEmpty()];
        await live(from, history);
        const twice: Store = {
          ...to,
          async restore(kind, items, progress) {
            await to.restore(kind, items, progress);
            await to.restore(kind, items, progress);
          },
        };
        await copy(from, twice);
        expect(await allAnswers(to)).toEqual(await allAnswers(from));
        await closeAll(from, to);
      }),
      { numRuns: runs(10) },
    );
  });

  it('can be loaded into as the store could', async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, anyHistory, async (history, more) => {
        const [from, to] = [await openEmpty(), await openEmpty()];
        await live(from, history);
        await copy(from, to);
        for (const store of [from, to]) await live(store, more);
        expect(await allAnswers(to)).toEqual(await allAnswers(from));
        await closeAll(from, to);
      }),
      { numRuns: runs(15) },
    );
  });

  describe('a copy', () => {
    const oopses = ['OOPS-1A1', 'OOPS-1A2', 'OOPS-1A3'].map((id) => newOops(id, { reporter: 'A' }));

    it('tells how much it has, and that it goes on', async () => {
      const [{ store: from }, to] = [await open({ oopses }), await openEmpty()];
      const first = await copy(from, to);
      expect(first).toMatchObject({ copied: 3, isResumed: false, differences: [] });
      expect(first.counts).toMatchObject({ oopses: 3, contents: 3, files: 3, windows: 0 });
      await closeAll(from, to);
    });

    it('stops between two parts when it is told to, and goes on then', async () => {
      const [{ store: from }, to] = [await open({ oopses }), await openEmpty()];
      const stopped = new AbortController();
      stopped.abort(new Error('stopped'));
      await expect(copy(from, to, stopped.signal)).rejects.toThrow('stopped');
      expect(await copy(from, to)).toMatchObject({ copied: 3, isResumed: true, differences: [] });
      await closeAll(from, to);
    });

    it.each([
      ['has what the file says now in place of what it said', '1', []],
      // What is behind the mark of the copy, SQLite numbers as what was there before.
      ['tells where it cannot know', '2', [{ what: 'contents', from: 12, to: 5 }]],
    ])('that goes on after a file has changed %s', async (_, changed, differences) => {
      const [from, to] = [openSqlite(), await openEmpty()];
      const read = (name: string, value: string, crc: number) =>
        from.load({ startedAt: AT, clock: () => AT, exists: () => true }, async (loader) => {
          const place = { directory: '/oopses', name, line: 0 } as const;
          const known = (await loader.knownFiles('/oopses')).find(name);
          const before = known && 'before' in known ? known.before : null;
          const file = { directory: '/oopses', fileName: name, content: { size: 1, crc } };
          const oops = newOops(`OOPS-1A${name}`, { reporter: 'A', value }, file);
          const stamp = { size: crc, modifiedAt: AT - 60_000 };
          await loader.put([{ ...place, before, read: { kind: 'oops', oops, stamp } }]);
        });
      await read('1', 'half', 2);
      await read('2', 'half', 3);
      // What is restored is the beginning, the folder, and the OOPSes.
      await expect(copy(from, failingAt(to, 3))).rejects.toThrow('killed');
      await read(changed, 'whole', 10);
      expect((await copy(from, to)).differences).toEqual(differences);
      if (differences.length === 0) expect(await allAnswers(to)).toEqual(await allAnswers(from));
      await closeAll(from, to);
    });

    it('that is finished is only compared', async () => {
      const [{ store: from, load }, to] = [await open({ oopses }), await openEmpty()];
      await copy(from, to);
      await load({ oopses: [newOops('OOPS-1B1', { reporter: 'B' })] });
      expect(await copy(from, to)).toMatchObject({
        ...{ copied: 0, isResumed: true },
        differences: [
          { what: 'oopses', from: 4, to: 3 },
          { what: 'contents', from: 4, to: 3 },
          { what: 'files', from: 4, to: 3 },
        ],
      });
      await closeAll(from, to);
    });

    it('is refused where something is that is no copy, or one of another store', async () => {
      const [{ store: from }, { store: used }, to] = [
        ...[await open({ oopses }), await open({ oopses })],
        openSqlite(),
      ] as const;
      await expect(copy(from, used)).rejects.toThrow(
        new UserError(
          'to: holds something already that is no copy of this one. Name a new database to copy to.',
        ),
      );
      const other = { store: from, name: 'from', address: '/elsewhere' };
      const options = { signal: new AbortController().signal, onProgress: () => {} };
      await copyStore({ from: other, to: { store: to, name: 'to' }, ...options });
      await expect(copy(from, to)).rejects.toThrow(
        new UserError('to: is a copy of /elsewhere. Name that one, or a new database to copy to.'),
      );
      await closeAll(from, used, to);
    });

    it('tells how far it is', async () => {
      const [{ store: from }, to] = [await open({ oopses }), await openEmpty()];
      const told: (readonly number[])[] = [];
      await copyStore({
        from: { store: from, name: 'from', address: '/from' },
        to: { store: to, name: 'to' },
        signal: new AbortController().signal,
        onProgress: (...counts) => told.push(counts),
      });
      expect([told[0], told.at(-1)]).toEqual([
        [0, 3],
        [3, 3],
      ]);
      await closeAll(from, to);
    });
  });
}
