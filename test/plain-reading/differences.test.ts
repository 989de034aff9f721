import { expect, it } from 'vitest';
import { disagreements } from './differences.js';
import { judgePlainly } from './model.js';
import type { Judge } from './scenario.js';

const SEEDS = [1, 2, 3];

it('finds that the plain reading agrees with itself, the same from the same seed', async () => {
  expect(await disagreements(async (scenario) => judgePlainly(scenario), SEEDS)).toEqual([]);
});

it('says what a judge says otherwise, and what it says too much or not at all', async () => {
  const wrong: Judge = async (scenario) => {
    const outcome = judgePlainly(scenario);
    return {
      ...outcome,
      outages: outcome.outages.slice(1),
      suppression: { ...outcome.suppression, total: -1 },
    };
  };
  const lines = await disagreements(wrong, SEEDS.slice(0, 1));
  expect(lines[0]).toMatch(/^seed 1, suppression: plainly \[\d+,.*judged \[-1,/);
  expect(lines[1]).toMatch(/^seed 1, .* verdict: plainly ".*", judged nothing$/);
});
