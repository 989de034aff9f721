import { expect, it } from 'vitest';
import { listWords } from '../../src/text/list-words.js';

it.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b'], 'a or b'],
  [['a', 'b', 'c'], 'a, b or c'],
])('writes %j as %j', (words, text) => {
  expect(listWords(words, 'or')).toBe(text);
});
