import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyOfName } from '../../../../src/oops/key-of-name.js';
import { readKeys } from '../../../../src/questions/keys.js';
import { readTextQuery } from '../../../../src/questions/text-query.js';
import type { PruneQuestion } from '../../../../src/store/questions/pruning.js';
import type { Db } from '../../../../src/store/sqlite/db.js';
import { openDatabase } from '../../../../src/store/sqlite/opening/database.js';
import { createSqliteStore } from '../../../../src/store/sqlite/sqlite-store.js';
import { createOopsWriter } from '../../../../src/store/sqlite/writing/oops-writer.js';
import type { Store } from '../../../../src/store/store.js';
import type { NewOops } from '../../../../src/store/stored-oops.js';
import { covers, union } from '../../../../src/time/interval.js';
import { millisecondsInDay } from '../../../../src/time/lengths.js';
import { AT, databaseOf, newOops, SETTINGS } from '../../../support/sample-oops.js';
import { makeFolder } from '../../../support/temporary-folder.js';
import { allAnswers } from '../../answers/all-answers.js';
import { ALWAYS, anyInterval, anyOopses, inWords, START } from '../../answers/any-oopses.js';

const anyQuestion = fc.record({
  before: fc.constantFrom(START + 10, START + 2 * millisecondsInDay),
  stretches: fc.array(anyInterval, { maxLength: 3 }).map(union),
  places: fc.uniqueArray(fc.nat({ max: 40 }), { maxLength: 6 }),
});

function questionOf(
  { before, stretches, places }: { before: number; stretches: PruneQuestion['stretches']; places: number[] },
  oopses: readonly NewOops[],
) {
  const ids = places.flatMap((place) => oopses[place]?.oops.id ?? []);
  return { before, stretches, kept: new Set(ids.map(keyOfName)) };
}

/** What is to be left, said in other words than those of the program. */
function leftOf(oopses: readonly NewOops[], { before, stretches, kept }: PruneQuestion): NewOops[] {
  return oopses.filter(({ oops, time, timeSource }) => {
    const end = timeSource === 'directory' ? time + millisecondsInDay : time + 1;
    const isOld = end <= before;
    return !isOld || kept.has(oops.id.toLowerCase()) || !stretches.some((stretch) => covers(stretch, time));
  });
}

/** All answers, but for what is remembered of what is gone: files, and since when all is known. */
async function answersOf(store: Store): Promise<object> {
  const {
    daily: _,
    files: __,
    first: ___,
    ...answers
  } = (await allAnswers(store)) as Record<string, unknown>;
  const text = readTextQuery('--text', 'a');
  const found = await store.snapshot((data) =>
    data.answer({
      ...{ from: null, to: null, filters: [], text, groupBy: null, distinct: [], sort: null, limit: 100 },
      columns: readKeys('--columns', 'id,snippet'),
    }),
  );
  // Its folders stay known, because files of theirs do.
  const kept = { ...(answers.kept as object), folder: null };
  return { ...answers, kept, found };
}

const countTexts = (db: Db) => db.prepare('SELECT count(*) FROM text').pluck().get();

async function answersOfNew(oopses: readonly NewOops[]) {
  const db = databaseOf(oopses);
  const store = createSqliteStore(db, SETTINGS);
  await store.indexTexts();
  const answers = await answersOf(store);
  await store.close();
  return answers;
}

describe('prune', () => {
  it('leaves a store that answers as a new one with what is left', () =>
    fc.assert(
      fc.asyncProperty(
        anyOopses,
        anyQuestion,
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        async (oopses, drawn, atOnce, isIndexed) => {
          const question = questionOf(drawn, oopses);
          const left = leftOf(oopses, question);
          const db = databaseOf(oopses);
          const store = createSqliteStore(db, SETTINGS);
          if (isIndexed) await store.indexTexts();
          const would = await store.snapshot((data) => data.countPrunable(question, true));
          expect(would.oopses).toBe(oopses.length - left.length);
          expect(would.files).toBe(oopses.length - left.length);
          const gone = oopses
            .filter((one) => !left.includes(one))
            .map(({ time }) => time)
            .sort();
          expect([would.firstTime, would.lastTime]).toEqual([gone[0] ?? null, gone.at(-1) ?? null]);
          expect((await store.prune(question, { atOnce })).deleted).toBe(oopses.length - left.length);
          await store.indexTexts();
          expect(await answersOf(store)).toEqual(await answersOfNew(left));
          await store.close();
        },
      ),
      { numRuns: 30 },
    ));

  it('is right wherever it is stopped, and does the rest when it is run again', () =>
    fc.assert(
      fc.asyncProperty(
        anyOopses,
        anyQuestion,
        fc.integer({ min: 1, max: 4 }),
        fc.nat({ max: 6 }),
        async (oopses, drawn, atOnce, batches) => {
          const question = questionOf(drawn, oopses);
          const store = createSqliteStore(databaseOf(oopses), SETTINGS);
          const stop = new AbortController();
          let done = 0;
          const onProgress = () => void (++done > batches && stop.abort(new Error('stopped')));
          await store.prune(question, { atOnce, signal: stop.signal, onProgress }).catch((error: Error) => {
            expect(error.message).toBe('stopped');
          });
          const there = new Set<string>();
          await store.snapshot(async (data) => {
            for await (const { stored } of data.oopses(ALWAYS)) there.add(stored.oops.id);
          });
          await store.indexTexts();
          expect(await answersOf(store)).toEqual(
            await answersOfNew(oopses.filter(({ oops }) => there.has(oops.id))),
          );
          await store.prune(question, { atOnce });
          expect(await answersOf(store)).toEqual(await answersOfNew(leftOf(oopses, question)));
          await store.close();
        },
      ),
      { numRuns: 20 },
    ));

  it('remembers when signatures were first and last seen', () =>
    fc.assert(
      fc.asyncProperty(anyOopses, anyQuestion, async (oopses, drawn) => {
        const question = questionOf(drawn, oopses);
        const store = createSqliteStore(databaseOf(oopses), SETTINGS);
        await store.prune(question);
        const left = leftOf(oopses, question);
        await store.snapshot(async (data) => {
          const tallied = await data.tallySignatures(ALWAYS);
          const first = await data.firstSeen(tallied.map(({ signature }) => signature));
          const last = await data.lastSeen(
            tallied.map(({ signature }) => signature),
            ALWAYS.end,
          );
          for (const { signature } of tallied) {
            const times = oopses
              .filter(({ oops }) => inWords(oops) === inWords(signature))
              .map(({ time }) => time);
            expect(first.get(signature)).toBe(Math.min(...times));
            expect(last.get(signature)).toBe(Math.max(...times));
          }
        });
        const exact = oopses.filter((one) => !left.includes(one) && one.timeSource !== 'directory');
        const spans = await store.snapshot((data) => data.prunedSpans());
        for (const { time } of exact) expect(spans.some((span) => covers(span, time))).toBe(true);
        for (const { start, end } of spans) {
          expect(exact.some(({ time }) => time === start)).toBe(true);
          expect(exact.some(({ time }) => time === end - 1)).toBe(true);
        }
        await store.close();
      }),
      { numRuns: 30 },
    ));

  const ALL: PruneQuestion = { before: AT + 1, stretches: [{ start: 0, end: AT + 1 }], kept: new Set() };

  it('clears away the texts that nothing speaks of any more', async () => {
    const db = databaseOf([
      newOops('OOPS-1A1', {
        type: 'KeyError',
        value: 'a',
        url: 'https://gone',
        causes: [{ type: 'X', value: 'y' }],
      }),
      newOops('OOPS-1A2', { time: AT + 5, type: 'KeyError', value: 'b', url: 'https://there' }),
    ]);
    const store = createSqliteStore(db, SETTINGS);
    await store.indexTexts();
    await store.prune(ALL);
    const texts = db.prepare('SELECT value FROM text ORDER BY value').pluck().all();
    // The value of the signature that is remembered is among them.
    expect(texts).toEqual(['KeyError', 'a', 'b', 'https://there']);
    expect(db.prepare('SELECT count(*) FROM exception').pluck().get()).toBe(1);
    expect(countTexts(db)).toBe(db.prepare('SELECT count(*) FROM text_index_docsize').pluck().get());
    expect(db.pragma('foreign_key_check')).toEqual([]);
    await store.close();
  });

  it('does so too when others wrote meanwhile, and takes nothing of theirs', async () => {
    const path = `${makeFolder()}/oops-report.db`;
    const { db } = openDatabase(path);
    const [first, second] = [createOopsWriter(db, SETTINGS), openDatabase(path).db];
    first.transaction(
      () => void first.insert(newOops('OOPS-1A1', { url: 'https://shared', topic: 'gone' }), AT),
    );
    const store = createSqliteStore(db, SETTINGS);
    const other = createOopsWriter(second, SETTINGS);
    await store.prune(ALL, {
      onProgress: () =>
        other.transaction(
          () => void other.insert(newOops('OOPS-1A2', { time: AT + 9, url: 'https://shared' }), AT),
        ),
    });
    const found = await store.snapshot((data) => data.findOops('OOPS-1A2'));
    expect(found?.stored.oops.url).toBe('https://shared');
    expect(db.prepare("SELECT count(*) FROM text WHERE value = 'gone'").pluck().get()).toBe(0);
    await store.close();
    second.close();
  });

  it('leaves what is not released', async () => {
    const store = createSqliteStore(databaseOf([newOops('OOPS-1A1'), newOops('OOPS-1A2')]), SETTINGS);
    const asked: unknown[] = [];
    const release = (one: { id: string; files: readonly unknown[] }) => asked.push(one) > 1;
    expect((await store.prune(ALL, { release })).deleted).toBe(1);
    expect(asked).toMatchObject([
      { id: 'OOPS-1A1', files: [{ directory: '/oopses/2011-09-08', name: 'OOPS-1A1', isExport: false }] },
      { id: 'OOPS-1A2' },
    ]);
    expect((await store.snapshot((data) => data.state())).count).toBe(1);
    await store.close();
  });
});

describe('the space of what was pruned', () => {
  async function pruneOf(prepare: (db: Db) => void) {
    const path = `${makeFolder()}/oops-report.db`;
    const { db } = openDatabase(path);
    prepare(db);
    const writer = createOopsWriter(db, SETTINGS);
    writer.transaction(() => {
      for (let place = 0; place < 300; place++) {
        const traceback = `${place} `.repeat(2000);
        writer.insert(newOops(`OOPS-1A${place}`, { time: AT + place, traceback }), AT);
      }
    });
    db.pragma('wal_checkpoint(TRUNCATE)');
    const store = createSqliteStore(db, SETTINGS);
    const question = { before: AT + 290, stretches: [{ start: 0, end: AT + 290 }], kept: new Set<string>() };
    const pruned = await store.prune(question);
    const pages = db.pragma('page_count', { simple: true });
    const [free, integrity] = [db.pragma('freelist_count', { simple: true }), db.pragma('integrity_check')];
    await store.close();
    return { pruned, pages: Number(pages), free, integrity };
  }

  it('is given back page by page where the database was made for that', async () => {
    const { pruned, pages, free, integrity } = await pruneOf(() => {});
    expect(pruned.bytesFreed).toBeGreaterThan(1_000_000);
    expect({ pruned: pruned.bytesEmpty, free }).toEqual({ pruned: 0, free: 0 });
    expect(pages).toBeLessThan(200);
    expect(integrity).toEqual([{ integrity_check: 'ok' }]);
  });

  it('is given back where it was not, and it is made for that then', async () => {
    const { pruned, free } = await pruneOf((db) => {
      db.pragma('auto_vacuum = NONE');
      db.exec('VACUUM');
      expect(db.pragma('auto_vacuum', { simple: true })).toBe(0);
    });
    expect(pruned.bytesFreed).toBeGreaterThan(1_000_000);
    expect(free).toBe(0);
  });
});
