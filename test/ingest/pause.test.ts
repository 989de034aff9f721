import { expect, it } from 'vitest';
import { createPause } from '../../src/ingest/pause.js';

it('lets others act now and then', async () => {
  const pause = createPause();
  let acted = false;
  setImmediate(() => {
    acted = true;
  });
  for (let step = 1; step < 16; step++) await pause();
  expect(acted).toBe(false);
  await pause();
  expect(acted).toBe(true);
});

it('lets others act at once after a heavy step', async () => {
  const pause = createPause();
  let acted = false;
  setImmediate(() => {
    acted = true;
  });
  await pause(Number.POSITIVE_INFINITY);
  expect(acted).toBe(true);
});

it('has nothing awaited between, and counts what steps weigh', async () => {
  const pause = createPause(undefined, 10);
  expect([pause(4), pause(5)]).toEqual([undefined, undefined]);
  await expect(pause(1)).resolves.toBeUndefined();
  expect(pause(9)).toBeUndefined();
});

it('throws the reason at the first step after it is to stop', async () => {
  const controller = new AbortController();
  const pause = createPause(controller.signal);
  await pause();
  const reason = new Error('enough');
  controller.abort(reason);
  expect(() => pause()).toThrow(reason);
});

it('stops at once for what is told while it lets others act', async () => {
  const controller = new AbortController();
  const pause = createPause(controller.signal);
  for (let step = 1; step < 16; step++) await pause();
  setImmediate(() => controller.abort(new Error('enough')));
  await expect(pause()).rejects.toThrow('enough');
});
