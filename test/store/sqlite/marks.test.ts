import { expect, it } from 'vitest';
import { markNumbers } from '../../../src/store/sqlite/marks.js';

it('has a 1 at the place of each number, and no place beyond the largest', () => {
  expect([...markNumbers([3, 1, 3])]).toEqual([0, 1, 0, 1]);
  expect([...markNumbers([])]).toEqual([0]);
});

it('marks more numbers than a call can have arguments', () => {
  const many = Array.from({ length: 500_000 }, (_, index) => index);
  expect(markNumbers(many).every((mark) => mark === 1)).toBe(true);
});
