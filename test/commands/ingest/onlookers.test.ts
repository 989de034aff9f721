import { expect, it } from 'vitest';
import { tellOnlookers } from '../../../src/commands/ingest/onlookers.js';
import { createFigures, type Intake } from '../../../src/receive/intake.js';
import { commandContext } from '../../support/command-context.js';

it('the line of who sits at the terminal follows the figures, once a second, and goes at the end', async () => {
  const figures = { ...createFigures(), isConnected: true };
  const intake: Intake = { name: '/srv/oopses', figures, run: async () => {} };
  const shown: string[] = [];
  const slept: number[] = [];
  let wake = () => {};
  const sleep = (milliseconds: number, signal?: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      slept.push(milliseconds);
      wake = resolve;
      signal?.addEventListener('abort', () => reject(new Error('aborted')));
    });
  const onlookers = await tellOnlookers({ ...commandContext, sleep }, [intake], {
    metrics: null,
    line: { show: (text) => void shown.push(text), clear: () => void shown.push('') },
    stop: new AbortController().signal,
    onRemark: () => {},
  });
  figures.accepted = figures.loaded = 7;
  wake();
  await new Promise(setImmediate);
  await onlookers.close();
  expect(shown).toEqual([
    '/srv/oopses: 0 accepted, 0 loaded, not caught up yet',
    '/srv/oopses: 7 accepted, 7 loaded, not caught up yet',
    '',
  ]);
  expect(slept).toEqual([1000, 1000]);
});
