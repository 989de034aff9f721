import { expect, it } from 'vitest';
import { createQueue } from '../src/queue.js';

it('does one work after the other, in the order of asking', async () => {
  const inTurn = createQueue();
  const log: string[] = [];
  const work = (name: string, turns: number) => async () => {
    log.push(`${name} begins`);
    for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate);
    log.push(`${name} ends`);
    return name;
  };
  const done = await Promise.all([inTurn(work('a', 3)), inTurn(() => 'b'), inTurn(work('c', 1))]);
  expect(done).toEqual(['a', 'b', 'c']);
  expect(log).toEqual(['a begins', 'a ends', 'c begins', 'c ends']);
});

it('throws what a work throws, at once or later, and does the next', async () => {
  const inTurn = createQueue();
  const first = inTurn(() => {
    throw new Error('at once');
  });
  const second = inTurn(() => Promise.reject(new Error('later')));
  const third = inTurn(() => 3);
  await expect(first).rejects.toThrow('at once');
  await expect(second).rejects.toThrow('later');
  expect(await third).toBe(3);
});
