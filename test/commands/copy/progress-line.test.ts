import { expect, it } from 'vitest';
import { createCopyLine } from '../../../src/commands/copy/progress-line.js';

it('tells how much is there, how fast, and how long the rest takes', () => {
  let clock = 0;
  const describe = createCopyLine(() => clock);
  const after = (seconds: number, done: number) => {
    clock = seconds * 1000;
    return describe(done, 20_000);
  };
  expect(after(0, 5000)).toBe('5000 of 20000 OOPSes');
  expect(after(0.9, 6000)).toBe('6000 of 20000 OOPSes');
  expect(after(2, 15_000)).toBe('15000 of 20000 OOPSes  5000/s  1 s left');
  expect(after(3, 20_000)).toBe('20000 of 20000 OOPSes');
});
