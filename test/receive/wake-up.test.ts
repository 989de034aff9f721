import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createWakeUp } from '../../src/receive/wake-up.js';

it('ends the waiting, and the next one when nobody waits', async () => {
  const asked: number[] = [];
  const { wake, wait } = createWakeUp((milliseconds, signal) => {
    asked.push(milliseconds);
    return sleep(3_600_000, undefined, { ...(signal && { signal }), ref: false });
  });
  const waiting = wait(1000);
  wake();
  await waiting;
  wake();
  await wait(2000);
  await wait(0);
  expect(asked).toEqual([1000]);
});
