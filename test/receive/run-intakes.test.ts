import { describe, expect, it } from 'vitest';
import { createFigures, type Intake } from '../../src/receive/intake.js';
import { runIntakes } from '../../src/receive/run-intakes.js';

/** A way in that says what happens to it. */
function intake(name: string, told: string[], fail?: Promise<never>): Intake {
  return {
    name,
    figures: createFigures(),
    run: async (stop, onReady) => {
      const stopped = new Promise<void>((resolve) => stop.addEventListener('abort', () => resolve()));
      onReady();
      await Promise.race(fail ? [stopped, fail] : [stopped]);
      told.push(`${name} drained`);
    },
  };
}

describe('runIntakes', () => {
  it('is ready when all are, and ends when all have drained', async () => {
    const told: string[] = [];
    const stop = new AbortController();
    const running = runIntakes([intake('a', told), intake('b', told)], stop.signal, () => {
      told.push('ready');
      stop.abort();
    });
    await running;
    expect(told).toEqual(['ready', 'a drained', 'b drained']);
  });

  it('stops the others when one cannot go on, and throws why', async () => {
    const told: string[] = [];
    const broken = Promise.reject(new Error('the broker is away'));
    const running = runIntakes([intake('a', told), intake('b', told, broken)], new AbortController().signal);
    await expect(running).rejects.toThrow('the broker is away');
    expect(told).toEqual(['a drained']);
  });
});
