import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_DOCUMENT_SETTINGS } from '../../../src/oops/events/document-settings.js';
import { readKeys } from '../../../src/questions/keys.js';
import type { Question } from '../../../src/questions/question.js';
import { readTextQuery } from '../../../src/questions/text-query.js';
import type { Discard, Reject, Source } from '../../../src/store/records.js';
import type { Snapshot } from '../../../src/store/snapshot.js';
import { AT, newOops } from '../../support/sample-oops.js';
import { ALWAYS, anyInterval, anyOopses, anyReporters, collect, START, within } from './any-oopses.js';
import { askOf, type OpenFilledStore } from './filled-store.js';
import { runs } from './runs.js';

const QUESTION: Question = {
  ...{ from: null, to: null, filters: [], text: null, groupBy: [], distinct: [] },
  ...{ columns: null, sort: null, limit: 10 },
};
const SOURCE: Source = {
  ...{ path: '/oopses', kind: 'repository', lastReadAt: START, readUntil: START - 5 },
  ...{ heldBack: 2, hasGrown: false },
};
const oopses = ['B', 'A', 'B'].map((reporter, index) =>
  newOops(`OOPS-1A${index}`, { reporter, type: 'KeyError', value: 'shape', time: START + index }),
);

/** Of what is kept beside OOPSes, and of questions of people. */
export function describeRecords(open: OpenFilledStore): void {
  const count = async (data: Snapshot, question: Partial<Question> = {}) =>
    (await data.answer({ ...QUESTION, ...question })).rows[0]?.[0];

  it('an empty store says so', async () => {
    await askOf(open, [], async (data) => {
      expect(await data.reporters()).toEqual([]);
      expect(await data.firstOopsTime()).toBeNull();
      expect(await data.sources()).toEqual([]);
      expect(await data.discards(ALWAYS)).toEqual([]);
      expect(await data.rejects()).toEqual([]);
      expect(await data.state()).toMatchObject({ count: 0, firstTime: null });
      expect(await data.totals()).toMatchObject({ lastTime: null, rejects: 0, discarded: 0 });
      expect(await data.arrivalsSince(0)).toBeNull();
      expect(await data.attributionBasis()).toBeUndefined();
      expect(await data.windows()).toEqual([]);
      expect(await data.windowChanges('fdt-1')).toEqual([]);
      expect(await data.deploymentRun('fdt-1')).toBeUndefined();
      expect(await data.refusedRuns()).toEqual([]);
      expect(await data.rowSettings('/x.csv')).toBeUndefined();
      expect(await data.unindexedTexts()).toBe(0);
      expect(await count(data)).toBe(0);
    });
  });

  it('reporters come by name, and the first OOPS is the first by time', async () => {
    await askOf(open, oopses.toReversed(), async (data) => {
      expect(await data.reporters()).toMatchObject([
        { name: 'A', system: 'A', kind: 'webapp' },
        { name: 'B', system: 'B', kind: 'webapp' },
      ]);
      expect(await data.firstOopsTime()).toBe(START);
    });
  });

  it.each<[string, number[], number[], number | null]>([
    ['of those that are exact, however many are not', [3, 9], [1, 1, 2], START + 3],
    ['also where an inexact one has the same time', [3], [3, 3], START + 3],
    ['of one that is before all inexact ones', [1], [2], START + 1],
    ['null where none is exact', [], [1, 2], null],
  ])('the first OOPS is %s', async (_, exact, inexact, first) => {
    const added = [
      ...exact.map((time, index) => newOops(`OOPS-1A${index}`, { time: START + time })),
      ...inexact.map((time, index) =>
        newOops(`OOPS-1B${index}`, { time: START + time }, { timeSource: 'directory' }),
      ),
    ];
    expect(await askOf(open, added, (data) => data.firstOopsTime())).toBe(first);
  });

  it('the ids that an export said last are those of what it says now, whatever it said before', async () => {
    const { store } = await open({});
    const [directory, fileName] = ['/logs', 'app.log'];
    const read = (...said: readonly string[]) =>
      store.load({ startedAt: AT, clock: () => AT, exists: () => true }, async (loader) => {
        await loader.beginExport('/logs/app.log', DEFAULT_DOCUMENT_SETTINGS);
        await loader.put(
          said.map((id, place) => ({
            ...{ directory, name: fileName, line: place + 1, before: null },
            read: {
              kind: 'oops',
              oops: newOops(id, { time: START + Number(id.at(-1)) }, { directory, fileName }),
              stamp: { size: -1, modifiedAt: 0 },
            },
          })),
        );
        await loader.releaseVanishedRows('/logs/app.log');
        const last = async (most: number) => [...(await loader.lastIds('/logs/app.log', most))].sort();
        return [await last(1), await last(2), await last(9)];
      });
    const [one, two, three] = ['OOPS-1A1', 'OOPS-1A2', 'OOPS-1A3'] as const;
    expect(await read(one, two, three)).toEqual([[three], [two, three], [one, two, three]]);
    expect(await read(one, two)).toEqual([[two], [one, two], [one, two]]);
    expect(await read(one, two, three)).toEqual([[three], [two, three], [one, two, three]]);
    await store.close();
  });

  it('the OOPSes around an interval are the nearest ones, and the first and last of all', async () => {
    const extreme = (times: readonly number[], most: (...all: number[]) => number) =>
      times.length === 0 ? null : most(...times);
    await fc.assert(
      fc.asyncProperty(anyOopses, anyInterval, anyReporters, async (some, interval, reporters) => {
        const times = within(some, ALWAYS, reporters).map(({ time }) => time);
        expect(await askOf(open, some, (data) => data.timesAround(interval, reporters))).toEqual({
          first: extreme(times, Math.min),
          before: extreme(
            times.filter((time) => time < interval.start),
            Math.max,
          ),
          after: extreme(
            times.filter((time) => time >= interval.end),
            Math.min,
          ),
          last: extreme(times, Math.max),
        });
      }),
      { numRuns: runs(30) },
    );
  });

  describe('discards', () => {
    const discard = (minute: number, count: number, given: Partial<Discard> = {}): Discard => ({
      ...{ reporter: 'A', reason: 'queue_overflow', minute: START + minute * 60_000, count },
      ...given,
    });
    const told = {
      '/spool/1': [discard(1, 3), discard(0, 5), discard(1, 1, { reason: 'ratelimit_backoff' })],
      '/spool/2': [discard(1, 4), discard(1, 2, { reporter: 'web-1' })],
    };
    it('are summed over who said so, by minute, reporter and reason, of minutes that begin in the interval', async () => {
      const { store } = await open({ discards: told });
      const ask = (start: number, end: number) =>
        store.snapshot((data) => data.discards({ start: START + start, end: START + end }));
      const second = [
        discard(1, 7),
        discard(1, 1, { reason: 'ratelimit_backoff' }),
        discard(1, 2, { reporter: 'web-1' }),
      ];
      expect(await ask(0, 60_001)).toEqual([discard(0, 5), ...second]);
      expect(await ask(0, 60_000)).toEqual([discard(0, 5)]);
      expect(await ask(1, 60_001)).toEqual(second);
      expect(await ask(60_001, 120_000)).toEqual([]);
      await store.close();
    });

    it('are what a source said last', async () => {
      const { store, load } = await open({ discards: told });
      await load({ discards: { '/spool/1': [discard(2, 1), discard(2, 1)], '/spool/2': [] } });
      expect(await store.snapshot((data) => data.discards(ALWAYS))).toEqual([discard(2, 2)]);
      await store.close();
    });
  });

  it('sources, rejects and exports are as ingest left them, by path', async () => {
    const single: Source = { ...SOURCE, path: '/a.log', kind: 'export', hasGrown: true };
    const reject: Reject = {
      ...{ directory: '/oopses/2011-09-08', name: '1', line: 0, reason: 'no report' },
      ...{ rejectedAt: START, size: 5, modifiedAt: START - 9 },
    };
    const { store } = await open({
      ...{ sources: [SOURCE, single], rejects: [reject, { ...reject, name: '0', line: 7 }] },
      exports: { '/x.csv': { id: 'OOPS' } },
    });
    await store.snapshot(async (data) => {
      expect(await data.sources()).toEqual([single, SOURCE]);
      expect(await data.rejects()).toEqual([{ ...reject, name: '0', line: 7 }, reject]);
      expect(await data.rowSettings('/x.csv')).toEqual({
        columns: { id: 'OOPS' },
        format: null,
        errorLevels: null,
      });
    });
    await store.close();
  });

  it('totals are of all that is kept, whatever it is', async () => {
    const inexact = newOops('OOPS-1B1', { time: START + 9 }, { timeSource: 'directory' });
    const reject: Reject = {
      ...{ directory: '/oopses', name: '1', line: 0, reason: 'no report' },
      ...{ rejectedAt: START, size: 5, modifiedAt: START },
    };
    const discard: Discard = { reporter: 'A', reason: 'queue_overflow', minute: START, count: 3 };
    const { store } = await open({
      oopses: [...oopses, inexact],
      rejects: [reject, { ...reject, name: '2' }],
      discards: { '/spool/1': [discard], '/spool/2': [{ ...discard, minute: START - 86_400_000, count: 4 }] },
    });
    expect(await store.snapshot((data) => data.totals())).toMatchObject({
      ...{ lastTime: START + 9, rejects: 2, discarded: 7 },
    });
    await store.close();
  });

  it('the state tells what came since, and in which interval', async () => {
    const { store, load } = await open({ oopses });
    const before = await store.snapshot((data) => data.state());
    expect(before).toMatchObject({ count: 3, firstTime: START });
    expect(await store.snapshot((data) => data.arrivalsSince(before.mark))).toBeNull();
    await load({ oopses: [7, 5].map((time) => newOops(`OOPS-1B${time}`, { time: START - time })) });
    await store.snapshot(async (data) => {
      const { mark, ...after } = await data.state();
      expect(after).toEqual({ count: 5, firstTime: START - 7 });
      expect(mark).toBeGreaterThan(before.mark);
      expect(await data.arrivalsSince(before.mark)).toEqual({
        count: 2,
        span: { start: START - 7, end: START - 4 },
      });
    });
    await store.close();
  });

  it.each<[Partial<Question>, number]>([
    [{}, 3],
    [{ from: START + 1 }, 2],
    [{ to: START + 2 }, 2],
    [{ from: START, to: START }, 0],
    [{ filters: [{ name: 'reporter', values: ['b'], negated: false }] }, 2],
    [{ filters: [{ name: 'reporter', values: ['b'], negated: true }] }, 1],
  ])('answer counts for %j', async (question, expected) => {
    expect(await askOf(open, oopses, (data) => count(data, question))).toBe(expected);
  });

  it('answer lists and groups as far as the limit, and says that there is more', async () => {
    await askOf(open, oopses, async (data) => {
      const list = { ...QUESTION, groupBy: null, columns: readKeys('--columns', 'id') };
      expect(await data.answer({ ...list, limit: 2 })).toEqual({
        ...{ columns: ['id'], rows: [['OOPS-1A2'], ['OOPS-1A1']], truncated: true },
      });
      const groups = { ...QUESTION, groupBy: readKeys('--group-by', 'reporter') };
      expect((await data.answer(groups)).rows.map(([name, own]) => [name, own])).toEqual([
        ['B', 2],
        ['A', 1],
      ]);
    });
  });

  it('texts are found once they are indexed', async () => {
    const { store } = await open({ oopses });
    await store.indexTexts();
    const text = readTextQuery('--text', 'shape');
    await store.snapshot(async (data) => {
      expect(await data.unindexedTexts()).toBe(0);
      expect(await count(data, { text })).toBe(3);
    });
    await store.close();
  });

  it('attributions are written all together or not at all', async () => {
    const { store } = await open({ oopses });
    const claim = { outage: 'fdt-1', phase: 'downtime', relation: 'during', isSuppressed: true } as const;
    const write = (disposition: string, fails: boolean) =>
      store.changeAttributions(async (data, writer) => {
        const { count: oopsCount } = await data.state();
        writer.clearAll();
        writer.add({ id: 'OOPS-1A0', time: START }, { ...claim, disposition });
        writer.finish(`of ${oopsCount}`);
        if (fails) throw new Error('stopped');
      });
    const groups = { ...QUESTION, groupBy: readKeys('--group-by', 'outage,disposition') };
    const attributed = () =>
      store.snapshot(async (data) => [await data.attributionBasis(), (await data.answer(groups)).rows]);
    await write('expected', false);
    const [basis, rows] = await attributed();
    expect(basis).toBe('of 3');
    expect(rows).toContainEqual(['fdt-1', 'expected', 1, 1]);
    await expect(write('unexpected', true)).rejects.toThrow('stopped');
    expect(await attributed()).toEqual([basis, rows]);
    await store.changeAttributions(async (_, writer) => writer.clear('fdt-1'));
    expect(await attributed()).toEqual([basis, [[null, null, 3, 0]]]);
    await store.close();
  });

  it('a signature is tracked by the bug that one of its OOPSes was tied to', async () => {
    const { store } = await open({ oopses });
    const bugs = () =>
      store.snapshot(async (data) => [
        ...(await collect(data.sightings(ALWAYS, ['A', 'B']))).map(({ signature }) => signature.bug),
        (await data.findOops('OOPS-1A2'))?.stored.bug,
      ]);
    expect(await bugs()).toEqual([null, null, null, null]);
    expect(await store.trackSignature('OOPS-1A0', 42)).toBeNull();
    expect(await bugs()).toEqual([42, 42, 42, 42]);
    expect(await store.trackSignature('OOPS-1A1', null)).toBe(42);
    expect(await bugs()).toEqual([null, null, null, null]);
    await store.close();
  });
}
