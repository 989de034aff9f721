import { expect, it } from 'vitest';
import { createFigures, type IntakeFigures } from '../../../src/receive/intake.js';
import { describeLive } from '../../../src/reports/live/live-words.js';

const NOW = 100_000;
const describeOne = (figures: Partial<IntakeFigures>, name = '/srv/oopses') =>
  describeLive([{ name, figures: { ...createFigures(), isConnected: true, ...figures } }], NOW);

it.each<[Partial<IntakeFigures>, string]>([
  [{}, '/srv/oopses: 0 accepted, 0 loaded, not caught up yet'],
  [
    { accepted: 9, loaded: 4, rejected: 1, pending: 4, discarded: 2, caughtUpAt: NOW - 2400 },
    '/srv/oopses: 9 accepted, 4 loaded, 1 rejected, 2 turned away, 4 pending, 2 s behind',
  ],
  [
    { isConnected: false, caughtUpAt: NOW + 5 },
    '/srv/oopses: NOT CONNECTED, 0 accepted, 0 loaded, 0 s behind',
  ],
])('tells of %j what there is to be told', (figures, text) => {
  expect(describeOne(figures)).toBe(text);
});

it('tells of several ways in, their names harmless and short', () => {
  const two = ['/a', `/b\u001b${'x'.repeat(40)}`].map((name) => ({ name, figures: createFigures() }));
  expect(describeLive(two, NOW)).toBe(
    `/a: NOT CONNECTED, 0 accepted, 0 loaded, not caught up yet | /b\\x1b${'x'.repeat(21)}...: NOT CONNECTED, 0 accepted, 0 loaded, not caught up yet`,
  );
});
