import { expect, it } from 'vitest';
import { createSteadyClock } from '../../src/time/steady-clock.js';

it('goes on with the clock of the machine, not back with it, and not far ahead', () => {
  let now = 1_000_000;
  const steady = createSteadyClock(() => now);
  const after = (milliseconds: number) => {
    now += milliseconds;
    return steady();
  };
  expect([after(0), after(250), after(-3_600_000), after(250), after(3_600_000), after(1)]).toEqual([
    0, 250, 250, 500, 60_500, 60_501,
  ]);
});
