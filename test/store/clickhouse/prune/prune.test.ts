import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { DEFAULT_DOCUMENT_SETTINGS } from '../../../../src/oops/events/document-settings.js';
import { keyOfName } from '../../../../src/oops/key-of-name.js';
import type { FileStamp } from '../../../../src/sources/read-report-file.js';
import { createClickHouseStore } from '../../../../src/store/clickhouse/clickhouse-store.js';
import type { Connection } from '../../../../src/store/clickhouse/connecting/connection.js';
import { clearAway } from '../../../../src/store/clickhouse/prune/clear-away.js';
import type { PruneQuestion } from '../../../../src/store/questions/pruning.js';
import { createSqliteStore } from '../../../../src/store/sqlite/sqlite-store.js';
import type { Store } from '../../../../src/store/store.js';
import type { NewOops } from '../../../../src/store/stored-oops.js';
import { union } from '../../../../src/time/interval.js';
import { millisecondsInDay } from '../../../../src/time/lengths.js';
import { describeWithClickHouse } from '../../../support/clickhouse/clickhouse-parts.js';
import { AT, databaseOf, newOops, SETTINGS } from '../../../support/sample-oops.js';
import { allAnswers } from '../../answers/all-answers.js';
import { ALWAYS, anyInterval, anyOopses, inWords, REPORTERS, START } from '../../answers/any-oopses.js';
import { createDatabasePool } from '../database-pool.js';

const anyQuestion = fc.record({
  before: fc.constantFrom(START + 10, START + 2 * millisecondsInDay),
  stretches: fc.array(anyInterval, { maxLength: 3 }).map(union),
  places: fc.uniqueArray(fc.nat({ max: 40 }), { maxLength: 6 }),
});

function questionOf(
  { before, stretches, places }: { before: number; stretches: PruneQuestion['stretches']; places: number[] },
  oopses: readonly NewOops[],
): PruneQuestion {
  const ids = places.flatMap((place) => oopses[place]?.oops.id ?? []);
  return { before, stretches, kept: new Set([...ids, 'OOPS-NEVER1'].map(keyOfName)) };
}

/** A connection over which so many statements are done that write: then all fail, as those of who was killed. */
function dyingAfter(connection: Connection, steps: number): Connection {
  let left = steps;
  const live = () => {
    if (left-- <= 0) throw new Error('killed');
  };
  return {
    ...connection,
    async insert(...given) {
      live();
      await connection.insert(...given);
    },
    async command(...given) {
      live();
      await connection.command(...given);
    },
  };
}

/** Loads them from a file each: of every third nobody knows the stamp, and another one was written a moment before it was read. */
async function loadInto(store: Store, oopses: readonly NewOops[]): Promise<void> {
  const stamps = [
    { size: 1, modifiedAt: 0 },
    { size: 2, modifiedAt: AT },
    { size: -1, modifiedAt: 0 },
  ];
  const files = oopses.map((oops, place) => ({
    ...{ directory: oops.directory, name: oops.fileName, line: 0, before: null },
    read: { kind: 'oops', oops, stamp: stamps[place % 3] as FileStamp } as const,
  }));
  const options = { startedAt: AT, clock: () => AT, exists: () => true };
  await store.load(options, async (loader) => void (await loader.put(files)));
}

/** All answers, and what is remembered of what is gone. */
async function answersOf(store: Store, question: PruneQuestion): Promise<object> {
  // Folders of which files are remembered are in the list of SQLite alone.
  const { kept, ...answers } = (await allAnswers(store)) as { kept: object };
  const remembered = await store.snapshot(async (data) => {
    const tallies = await data.tallySignatures(ALWAYS);
    const signatures = tallies.map(({ signature }) => signature);
    const asked = [ALWAYS, { start: START, end: START + 5 }, { start: START + 5, end: START + 21 }];
    const times = (found: ReadonlyMap<(typeof signatures)[number], number>) =>
      Array.from(found, ([signature, time]) => `${inWords(signature)} ${time}`).sort();
    const seen = await data.signaturesSeen(
      asked.flatMap((interval) => REPORTERS.map((one) => ({ signatures, reporters: [one], interval }))),
    );
    return {
      spans: await data.prunedSpans(),
      first: times(await data.firstSeen(signatures)),
      last: await Promise.all(
        [START + 3, START + 12, ALWAYS.end].map(async (moment) =>
          times(await data.lastSeen(signatures, moment)),
        ),
      ),
      seen: seen.map((found) => [...found].map(inWords).sort()),
      prunable: await data.countPrunable(question, true),
      isWithin: await data.hasFilesWithin('/oopses'),
    };
  });
  return { ...answers, kept: { ...kept, folder: null }, remembered };
}

describeWithClickHouse('a prune', () => {
  describe.each([1, 2] as const)('on %i shards', (shards) => {
    const pool = createDatabasePool(shards);
    afterAll(() => pool.drop());

    /** A store of each engine with the same OOPSes. */
    async function bothStores(oopses: readonly NewOops[]) {
      const { connection, openNodes, release } = await pool.take();
      const clickHouse = createClickHouseStore(connection, SETTINGS, { openNodes });
      const sqlite = createSqliteStore(databaseOf([]), SETTINGS);
      for (const store of [clickHouse, sqlite]) await loadInto(store, oopses);
      const close = async () => {
        await Promise.all([clickHouse.close(), sqlite.close()]);
        release();
      };
      return { connection, openNodes, clickHouse, sqlite, close };
    }

    it(
      'counts, deletes and remembers what SQLite does, before and after what is gone is cleared away',
      () =>
        fc.assert(
          fc.asyncProperty(anyOopses, anyQuestion, fc.constantFrom(4, 9), async (oopses, drawn, atOnce) => {
            const question = questionOf(drawn, oopses);
            const { connection, openNodes, clickHouse, sqlite, close } = await bothStores(oopses);
            const would = (store: Store) => store.snapshot((data) => data.countPrunable(question, true));
            const [expected, planned] = [await would(sqlite), await would(clickHouse)];
            expect(planned).toEqual(expected);
            expect((await clickHouse.prune(question, { atOnce })).deleted).toBe(expected.oopses);
            await sqlite.prune(question, { atOnce });
            const answers = await answersOf(sqlite, question);
            expect(await answersOf(clickHouse, question)).toEqual(answers);
            await clearAway({ connection, openNodes }, undefined, 0);
            expect(await answersOf(clickHouse, question)).toEqual(answers);
            expect((await clickHouse.prune(question)).deleted).toBe(0);
            expect(await answersOf(clickHouse, question)).toEqual(answers);
            await close();
          }),
          { numRuns: 3, endOnFailure: true },
        ),
      120_000,
    );

    it(
      'is right wherever it is killed, and does the rest when it is run again',
      () =>
        fc.assert(
          fc.asyncProperty(anyOopses, anyQuestion, fc.nat({ max: 12 }), async (oopses, drawn, steps) => {
            const question = questionOf(drawn, oopses);
            const { connection, openNodes, clickHouse, sqlite, close } = await bothStores(oopses);
            const killed = createClickHouseStore(dyingAfter(connection, steps), SETTINGS, { openNodes });
            const { deleted } = await killed.prune(question, { atOnce: 9 }).catch(({ message }: Error) => {
              expect(message).toBe('killed');
              return { deleted: null };
            });
            const ids = await clickHouse.snapshot(async (data) => {
              const there: string[] = [];
              for await (const { stored } of data.oopses(ALWAYS)) there.push(stored.oops.id);
              expect((await data.state()).count).toBe(there.length);
              return there;
            });
            await clearAway({ connection, openNodes }, undefined, 0);
            const again = await clickHouse.prune(question, { atOnce: 9 });
            await sqlite.prune(question);
            if (deleted !== null) expect(again.deleted).toBe(0);
            const answers = await answersOf(sqlite, question);
            expect(ids.length - again.deleted).toBe((answers as { oopses: unknown[] }).oopses.length);
            expect(await answersOf(clickHouse, question)).toEqual(answers);
            await clearAway({ connection, openNodes }, undefined, 0);
            expect(await answersOf(clickHouse, question)).toEqual(answers);
            await close();
          }),
          { numRuns: 3, endOnFailure: true },
        ),
      120_000,
    );

    const ALL: PruneQuestion = { before: AT + 1, stretches: [{ start: 0, end: AT + 1 }], kept: new Set() };

    it('forgets who reported nothing else also where it was killed before it could', async () => {
      const { connection, openNodes, clickHouse, close } = await bothStores([
        ...['OOPS-1A1', 'OOPS-1A2'].map((id) => newOops(id, { reporter: 'A', time: START })),
        newOops('OOPS-1B1', { reporter: 'B', time: ALL.before }),
      ]);
      const reporters = () =>
        clickHouse.snapshot(async (data) => (await data.reporters()).map(({ name }) => name));
      const dying: Connection = {
        ...connection,
        async insert(table, rows, ...given) {
          if (rows.some((row) => 'kind' in row && row.kind === 'reporter')) throw new Error('killed');
          await connection.insert(table, rows, ...given);
        },
      };
      const killed = createClickHouseStore(dying, SETTINGS, { openNodes });
      await expect(killed.prune(ALL)).rejects.toThrow('killed');
      expect((await clickHouse.snapshot((data) => data.state())).count).toBe(1);
      expect(await reporters()).toEqual(['A', 'B']);
      expect((await clickHouse.prune(ALL)).deleted).toBe(0);
      expect(await reporters()).toEqual(['B']);
      await close();
    });

    it('knows when what is left was seen first, last and by whom, and of which time nothing is known', async () => {
      const seen = (id: string, reporter: string, after: number) =>
        newOops(id, { reporter, type: 'KeyError', value: 'a', time: START + after });
      const { clickHouse, sqlite, close } = await bothStores([
        ...[seen('OOPS-1', 'A', 0), seen('OOPS-2', 'A', 4), seen('OOPS-3', 'B', 7), seen('OOPS-4', 'A', 9)],
        ...[seen('OOPS-5', 'A', 15), seen('OOPS-6', 'B', 16)],
      ]);
      const question = {
        ...{
          before: START + 20,
          stretches: [{ start: START - 5, end: START + 10 }],
          kept: new Set<string>(),
        },
      };
      for (const store of [clickHouse, sqlite]) {
        expect((await store.prune(question, { atOnce: 2 })).deleted).toBe(4);
        await store.snapshot(async (data) => {
          const [tally] = await data.tallySignatures(ALWAYS);
          if (!tally) throw new Error('nothing is left');
          const { signature } = tally;
          const seenBy = async (reporter: string, start: number, end: number) => {
            const interval = { start: START + start, end: START + end };
            const [found] = await data.signaturesSeen([
              { signatures: [signature], reporters: [reporter], interval },
            ]);
            return found?.has(signature);
          };
          expect((await data.firstSeen([signature])).get(signature)).toBe(START);
          const last = async (before: number) =>
            (await data.lastSeen([signature], START + before)).get(signature);
          expect([await last(3), await last(12), await last(20)]).toEqual([START, START + 9, START + 16]);
          expect([await seenBy('A', 0, 1), await seenBy('A', 9, 10), await seenBy('A', 10, 15)]).toEqual([
            ...[true, true, false],
          ]);
          expect([await seenBy('B', 7, 8), await seenBy('B', 9, 10)]).toEqual([true, false]);
          expect(await data.prunedSpans()).toEqual([{ start: START, end: START + 10 }]);
        });
      }
      await close();
    });

    it('has rows of a log that were pruned known when they are read again', async () => {
      const { clickHouse, close } = await bothStores([]);
      const log = { directory: '/logs', name: 'oopses.jsonl' };
      const path = '/logs/oopses.jsonl';
      const files = ['OOPS-1A1', 'OOPS-1A2'].map((id, place) => ({
        ...{ ...log, line: place + 1, before: null },
        read: {
          kind: 'oops',
          oops: newOops(id, { time: AT + place }, { directory: log.directory, fileName: log.name }),
          stamp: { size: -1, modifiedAt: 0 },
        } as const,
      }));
      const read = () =>
        clickHouse.load({ startedAt: AT, clock: () => AT, exists: () => true }, async (loader) => {
          await loader.beginExport(path, DEFAULT_DOCUMENT_SETTINGS);
          const outcomes = await loader.put(files);
          const counts = { goodRows: 2, rejectedRows: 0, otherRows: 0, position: null };
          await loader.endExport({ path, ...DEFAULT_DOCUMENT_SETTINGS, size: 1, modifiedAt: 0, ...counts });
          return { kinds: outcomes.map(({ kind }) => kind), last: [...(await loader.lastIds(path, 1))] };
        });
      expect(await read()).toEqual({ kinds: ['loaded', 'loaded'], last: ['OOPS-1A2'] });
      expect((await clickHouse.prune(ALL)).deleted).toBe(1);
      expect(await read()).toEqual({ kinds: ['known', 'known'], last: ['OOPS-1A2'] });
      expect((await clickHouse.snapshot((data) => data.state())).count).toBe(1);
      await close();
    });

    it('leaves what is not released', async () => {
      const { clickHouse, close } = await bothStores([newOops('OOPS-1A1'), newOops('OOPS-1A2')]);
      const asked: unknown[] = [];
      const release = (one: { id: string; files: readonly unknown[] }) => asked.push(one) > 1;
      expect((await clickHouse.prune(ALL, { release })).deleted).toBe(1);
      expect(asked).toMatchObject([
        { id: 'OOPS-1A1', files: [{ directory: '/oopses/2011-09-08', name: 'OOPS-1A1', isExport: false }] },
        { id: 'OOPS-1A2' },
      ]);
      expect((await clickHouse.snapshot((data) => data.state())).count).toBe(1);
      await close();
    });
  });
});
