import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../../src/store/snapshot.js';
import type { Preparation } from '../../../src/store/store.js';
import { newOops } from '../../support/sample-oops.js';
import { ALWAYS, collect, idsOf, inWords } from './any-oopses.js';
import type { OpenFilledStore } from './filled-store.js';

const KNOWN = newOops('OOPS-1A1', { reporter: 'A', type: 'KeyError' });
const NEW = newOops('OOPS-1B1', { reporter: 'B', type: 'KeyError' });

/** What a state says, asked in several ways. */
async function lookAt(data: Snapshot) {
  const { rows } = await data.placeExceptions([ALWAYS]);
  return {
    state: await data.state(),
    reporters: (await data.reporters()).map(({ name }) => name),
    counts: rows.map(({ reporter, exception, begin, end }) => [reporter, inWords(exception), end - begin]),
    sightings: idsOf(await collect(data.sightings(ALWAYS, ['A', 'B']))),
    found: (await data.findOops('OOPS-1B1'))?.stored.oops.id,
  };
}

/** Of the one state that a snapshot sees. */
export function describeOneState(open: OpenFilledStore): void {
  it('sees one state, whatever is loaded meanwhile, and the next one sees all', async () => {
    const { store, load } = await open({ oopses: [KNOWN] });
    await store.snapshot(async (data) => {
      await load({ oopses: [NEW] });
      const before = await lookAt(data);
      expect(before).toMatchObject({ reporters: ['A'], sightings: ['OOPS-1A1'], found: undefined });
      await load({ oopses: [newOops('OOPS-1B2', { reporter: 'B' })] });
      expect(await lookAt(data)).toEqual(before);
    });
    expect(await store.snapshot(lookAt)).toMatchObject({
      ...{ reporters: ['A', 'B'], sightings: ['OOPS-1A1', 'OOPS-1B1', 'OOPS-1B2'], found: 'OOPS-1B1' },
    });
    await store.close();
  });

  it('passes on what the work returns and what it throws, and can be asked again', async () => {
    const { store } = await open({ oopses: [KNOWN] });
    expect(await store.snapshot(() => 5)).toBe(5);
    const fails = () => store.snapshot(() => Promise.reject(new Error('stopped')));
    await expect(fails()).rejects.toThrow('stopped');
    expect(await store.snapshot((data) => data.firstOopsTime())).toBe(KNOWN.time);
    await store.close();
  });

  it('is given to each of several that are asked for at once, also when one of them fails', async () => {
    const { store } = await open({ oopses: [KNOWN] });
    const look = () =>
      store.snapshot(async (data) => {
        const before = await lookAt(data);
        await new Promise(setImmediate);
        expect(await lookAt(data)).toEqual(before);
        return before.reporters;
      });
    const fails = store.snapshot(() => Promise.reject(new Error('stopped')));
    const answers = await Promise.all([look(), fails.catch((error: Error) => error.message), look()]);
    expect(answers).toEqual([['A'], 'stopped', ['A']]);
    await store.close();
  });

  describe('preparations', () => {
    const basisOf = (data: Snapshot) => data.attributionBasis();

    it('are run where the state lacks them, and only there', async () => {
      const { store } = await open({ oopses: [KNOWN] });
      const run: string[] = [];
      const prepare = (basis: string): Preparation => ({
        isDone: async (data) => ((await data.attributionBasis()) ?? '').includes(basis),
        run: async () => {
          run.push(basis);
          await store.changeAttributions(async (data, writer) =>
            writer.finish(`${(await data.attributionBasis()) ?? ''}${basis}`),
          );
        },
      });
      expect(await store.snapshot(basisOf, [prepare('a'), prepare('b')])).toBe('ab');
      expect(await store.snapshot(basisOf, [prepare('b'), prepare('c'), prepare('a')])).toBe('abc');
      expect(run).toEqual(['a', 'b', 'c']);
      await store.close();
    });

    it('are run again when something came in between, and given up when that does not end', async () => {
      const { store, load } = await open({ oopses: [KNOWN] });
      let runs = 0;
      const never: Preparation = {
        isDone: async (data) => (await data.state()).count === 1,
        run: async () => {
          runs += 1;
          await load({ oopses: [newOops(`OOPS-1B${runs}`)] });
        },
      };
      const counted = (data: Snapshot) => data.state().then(({ count }) => count);
      expect(await store.snapshot(counted, [never])).toBe(1);
      await load({ oopses: [newOops('OOPS-1C1')] });
      expect(await store.snapshot(counted, [never])).toBe(2 + runs);
      expect(runs).toBeGreaterThan(1);
      await store.close();
    });
  });
}
