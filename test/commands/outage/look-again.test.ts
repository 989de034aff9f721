import { describe, expect, it } from 'vitest';
import { lookAgain } from '../../../src/commands/outage/look-again.js';

/** A clock that goes on while it is slept, and while it is looked: for `took` milliseconds. */
function makeScene(took: number, { end = 3, every = null as number | null } = {}) {
  const clock = { at: 0 };
  const told: string[] = [];
  const stop = new AbortController();
  let looks = 0;
  const run = () =>
    lookAgain(
      {
        now: () => clock.at,
        sleep: async (milliseconds) => {
          clock.at += milliseconds;
        },
      },
      {
        look: async (isFirst) => {
          clock.at += took;
          told.push(`look ${isFirst} at ${clock.at}`);
          return ++looks;
        },
        isOver: (seen) => seen === end,
        wait: (length) => Math.max(1000, 4 * length),
        show: (seen) => told.push(`show ${seen} at ${clock.at}`),
        every,
      },
      stop.signal,
    );
  return { told, stop, run };
}

describe('lookAgain', () => {
  it('looks until it is over, and waits by how long a look took', async () => {
    const { told, run } = makeScene(500);
    expect(await run()).toBe(3);
    expect(told).toEqual([
      'look true at 500',
      'show 1 at 500',
      'look false at 3000',
      'show 2 at 3000',
      'look false at 5500',
    ]);
  });

  it('shows what was seen again and again between two looks', async () => {
    const { told, run } = makeScene(0, { end: 2, every: 400 });
    await run();
    expect(told).toEqual([
      'look true at 0',
      'show 1 at 0',
      'show 1 at 400',
      'show 1 at 800',
      'look false at 1000',
    ]);
  });

  it('shows nothing that was seen when it had been stopped', async () => {
    const { told, stop, run } = makeScene(500);
    stop.abort(new Error('stopped'));
    await expect(run()).rejects.toThrow('stopped');
    expect(told).toEqual(['look true at 500']);
  });
});
