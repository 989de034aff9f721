import fc from 'fast-check';
import { expect, it } from 'vitest';
import { writeExactSignature } from '../../../src/questions/exact-signature.js';
import { readKeys } from '../../../src/questions/keys.js';
import type { TopValues } from '../../../src/store/questions/signatures.js';
import type { Snapshot } from '../../../src/store/snapshot.js';
import type { NewOops } from '../../../src/store/stored-oops.js';
import type { Interval } from '../../../src/time/interval.js';
import { HOSTILE_KEY } from '../../support/hostile-values.js';
import { newOops } from '../../support/sample-oops.js';
import { ALWAYS, anyInterval, anyOopses, inWords, isExact, START, tallyOf, within } from './any-oopses.js';
import { askOf, type OpenFilledStore } from './filled-store.js';
import { runs } from './runs.js';

const TYPES = ['KeyError', 'NotFound', 'RequestExpired', 'SoftRequestTimeout', ''];

async function allSignatures(data: Snapshot) {
  return (await Promise.all(TYPES.map((type) => data.signaturesOfType(type)))).flat();
}

/** Of some OOPSes, how many have each value of a column. */
function countsOf(oopses: readonly NewOops[], column: 'url' | 'username' | 'topic'): Record<string, number> {
  return tallyOf(oopses.flatMap(({ oops }) => (oops[column] === null ? [] : [[String(oops[column]), 1]])));
}

function asTally({ values }: TopValues<string>): Record<string, number> {
  return tallyOf(values.map(({ value, count }) => [value, count]));
}

/** What a store has to say of signatures. */
export function describeSignatures(open: OpenFilledStore): void {
  it('are found by their type, to the letter, each as the one object that it is', async () => {
    const named = (type: string | null, value: string) => newOops(`OOPS-1A${type}${value}`, { type, value });
    const oopses = [
      ...[named('KeyError', 'a'), named('KeyError', 'b'), named('keyerror', 'c'), named(null, 'd')],
      ...[named('Key*', 'e'), named(HOSTILE_KEY, 'f')],
    ];
    await askOf(open, oopses, async (data) => {
      const valuesOf = async (type: string) =>
        (await data.signaturesOfType(type)).map(({ value }) => value).sort();
      expect(await valuesOf('KeyError')).toEqual(['a', 'b']);
      expect(await valuesOf('keyerror')).toEqual(['c']);
      expect(await valuesOf('')).toEqual(['d']);
      expect(await valuesOf('Key*')).toEqual(['e']);
      expect(await valuesOf('Key%')).toEqual([]);
      const tallies = await data.tallySignatures(ALWAYS);
      const hostile = tallies.find(({ signature }) => signature.value === 'f')?.signature;
      expect(await data.signaturesOfType(String(hostile?.type))).toEqual([hostile]);
      expect((await data.signaturesOfType(String(hostile?.type)))[0]).toBe(hostile);
    });
  });

  it('are counted in an interval, with their first and last times, inexact ones too', async () => {
    await fc.assert(
      fc.asyncProperty(anyOopses, anyInterval, async (oopses, interval) => {
        await askOf(open, oopses, async (data) => {
          const found = (await data.tallySignatures(interval)).map(
            ({ signature, count, suppressed, firstTime, lastTime }) =>
              [inWords(signature), { count, suppressed, firstTime, lastTime }] as const,
          );
          const groups = Map.groupBy(within(oopses, interval), ({ oops }) => inWords(oops));
          const expected = Array.from(groups, ([name, group]) => {
            const times = group.map(({ time }) => time);
            const span = { firstTime: Math.min(...times), lastTime: Math.max(...times) };
            return [name, { count: group.length, suppressed: 0, ...span }] as const;
          });
          expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
          expect(found).toHaveLength(expected.length);
        });
      }),
      { numRuns: runs(30) },
    );
  });

  it('were first seen at some time, if ever', async () => {
    await fc.assert(
      fc.asyncProperty(anyOopses, async (oopses) => {
        await askOf(open, oopses, async (data) => {
          const first = await data.firstSeen(await allSignatures(data));
          for (const [signature, time] of first) {
            const own = oopses.filter(({ oops }) => inWords(oops) === inWords(signature));
            expect(time).toBe(Math.min(...own.map((one) => one.time)));
          }
          expect(first.size).toBe(new Set(oopses.map(({ oops }) => inWords(oops))).size);
        });
      }),
      { numRuns: runs(20) },
    );
  });

  it('are described by counts that agree with their OOPSes', async () => {
    const steps: Interval[] = [
      { start: START, end: START + 5 },
      { start: START + 8, end: START + 30 },
    ];
    await fc.assert(
      fc.asyncProperty(anyOopses, anyInterval, async (oopses, interval) => {
        await askOf(open, oopses, async (data) => {
          for (const signature of await allSignatures(data)) {
            const own = within(oopses, interval).filter(({ oops }) => inWords(oops) === inWords(signature));
            const profile = await data.describeSignature({ signature, interval, steps, most: 9 });
            expect(profile).toMatchObject({ count: own.length, suppressed: 0, attributed: [], causes: [] });
            expect(profile.inexact).toBe(own.filter((one) => !isExact(one)).length);
            expect(profile.steps).toEqual(
              steps.map((step) => ({ count: within(own, step).filter(isExact).length, suppressed: 0 })),
            );
            expect(tallyOf(profile.reporters.map(({ reporter, count }) => [reporter, count]))).toEqual(
              tallyOf(own.map(({ oops }) => [String(oops.reporter), 1])),
            );
            for (const [column, top] of [
              ['url', profile.urls],
              ['username', profile.usernames],
              ['topic', profile.topics],
            ] as const) {
              expect(asTally(top)).toEqual(countsOf(own, column));
              expect(top.distinct).toBe(top.values.length);
              expect(top.unknown).toBe(own.filter(({ oops }) => oops[column] === null).length);
            }
          }
        });
      }),
      { numRuns: runs(20) },
    );
  });

  const ofUser = (username: string, time: number) =>
    newOops(`OOPS-1${username}${time}`, { type: 'KeyError', username, time: START + time });

  it('name the most frequent values; of equals those that were seen last, then by text', async () => {
    const oopses = [
      ...[ofUser('ann', 1), ofUser('ann', 2), ofUser('bob', 9), ofUser('cid', 5), ofUser('dan', 5)],
      newOops('OOPS-1A1', { type: 'KeyError', time: START }),
    ];
    const ask = (most: number) =>
      askOf(open, oopses, async (data) => {
        const [signature] = await data.signaturesOfType('KeyError');
        if (!signature) throw new Error('there is none');
        return (await data.describeSignature({ signature, interval: ALWAYS, steps: [], most })).usernames;
      });
    const all = [
      { value: 'ann', count: 2 },
      { value: 'bob', count: 1 },
      { value: 'cid', count: 1 },
      { value: 'dan', count: 1 },
    ];
    expect(await ask(9)).toEqual({ distinct: 4, unknown: 1, values: all });
    expect(await ask(3)).toEqual({ distinct: 4, unknown: 1, values: all.slice(0, 3) });
  });

  it('tell versions apart by branch and revision together', async () => {
    const of = (branchNick: string | null, revno: string | null, id: number) =>
      newOops(`OOPS-1A${id}`, { type: 'KeyError', branchNick, revno });
    const oopses = [
      of('main', '1', 1),
      of('main', '1', 2),
      of('main', null, 3),
      of(null, '1', 4),
      of(null, null, 5),
    ];
    await askOf(open, oopses, async (data) => {
      const [signature] = await data.signaturesOfType('KeyError');
      if (!signature) throw new Error('there is none');
      const { versions } = await data.describeSignature({ signature, interval: ALWAYS, steps: [], most: 9 });
      expect(versions).toMatchObject({ distinct: 3, unknown: 1 });
      expect(versions.values).toEqual([
        { value: { branch: 'main', revno: '1' }, count: 2 },
        { value: { branch: 'main', revno: null }, count: 1 },
        { value: { branch: null, revno: '1' }, count: 1 },
      ]);
    });
  });

  it('say what they were raised from, where that is always the same', async () => {
    const cause = { type: 'DisconnectionError', value: 'gone' };
    const of = (id: number, type: string, causes: readonly (typeof cause)[]) =>
      newOops(`OOPS-1A${id}`, { type, causes });
    const oopses = [
      ...[of(1, 'KeyError', [cause]), of(2, 'KeyError', [cause]), of(3, 'NotFound', [cause])],
      ...[of(4, 'NotFound', []), of(5, 'RequestExpired', [])],
    ];
    await askOf(open, oopses, async (data) => {
      const causesOf = async (type: string) => {
        const [signature] = await data.signaturesOfType(type);
        if (!signature) throw new Error('there is none');
        return (await data.describeSignature({ signature, interval: ALWAYS, steps: [], most: 9 })).causes;
      };
      expect(await causesOf('KeyError')).toEqual([cause]);
      expect(await causesOf('NotFound')).toBeNull();
      expect(await causesOf('RequestExpired')).toEqual([]);
    });
  });

  it('count what the normal report leaves out, and how it belongs to outages', async () => {
    const oopses = [1, 2, 3, 4].map((id) => newOops(`OOPS-1A${id}`, { type: 'KeyError', time: START + id }));
    const { store } = await open({ oopses });
    const claim = {
      outage: 'fdt-1',
      phase: 'downtime',
      relation: 'during',
      disposition: 'expected',
    } as const;
    await store.changeAttributions(async (_, writer) => {
      writer.add({ id: 'OOPS-1A1', time: START + 1 }, { ...claim, isSuppressed: true });
      writer.add({ id: 'OOPS-1A2', time: START + 2 }, { ...claim, isSuppressed: true });
      writer.add({ id: 'OOPS-1A3', time: START + 3 }, { ...claim, isSuppressed: false });
      writer.finish('of 4');
    });
    await store.snapshot(async (data) => {
      expect(await data.tallySignatures(ALWAYS)).toMatchObject([{ count: 4, suppressed: 2 }]);
      const [signature] = await data.signaturesOfType('KeyError');
      if (!signature) throw new Error('there is none');
      const steps = [
        { start: START, end: START + 2 },
        { start: START + 2, end: START + 9 },
      ];
      const profile = await data.describeSignature({ signature, interval: ALWAYS, steps, most: 9 });
      expect(profile).toMatchObject({ count: 4, suppressed: 2 });
      expect(profile.steps).toEqual([
        { count: 1, suppressed: 1 },
        { count: 3, suppressed: 1 },
      ]);
      expect(profile.attributed).toHaveLength(2);
      expect(profile.attributed).toContainEqual({ ...claim, isSuppressed: true, count: 2 });
      expect(profile.attributed).toContainEqual({ ...claim, isSuppressed: false, count: 1 });
    });
    await store.close();
  });

  it('are found exactly by a question, with case and stars as they are', async () => {
    const values = ['a*', 'ab', 'A*', 'a%', HOSTILE_KEY, 'x'.repeat(5000), ''];
    const oopses = values.map((value, index) => newOops(`OOPS-1A${index}`, { type: 'Key', value }));
    await askOf(open, [...oopses, newOops('OOPS-1B1', { type: 'key', value: 'a*' })], async (data) => {
      for (const { signature } of await data.tallySignatures(ALWAYS)) {
        const filter = {
          name: 'signature',
          values: [writeExactSignature(signature)],
          negated: false,
        } as const;
        const whole = { from: null, to: null, text: null, distinct: [], sort: null, limit: 10 };
        const question = { ...whole, filters: [filter], groupBy: [], columns: null };
        expect((await data.answer(question)).rows).toEqual([[1, 0]]);
        const list = { ...question, groupBy: null, columns: readKeys('--columns', 'signature_value') };
        expect((await data.answer(list)).rows).toEqual([[signature.value]]);
        const others = { ...question, filters: [{ ...filter, negated: true }] };
        expect((await data.answer(others)).rows).toEqual([[oopses.length, 0]]);
      }
    });
  });
}
