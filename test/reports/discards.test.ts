import { expect, it } from 'vitest';
import { discardWords } from '../../src/reports/discards.js';

it.each([
  [[2310], 'web0 2310 (ratelimit_backoff)'],
  [[2310, 7], 'web0 2310 (ratelimit_backoff), web1 7 (ratelimit_backoff)'],
  [
    [9, 8, 7, 6, 5, 4, 3],
    'web0 9 (ratelimit_backoff), web1 8 (ratelimit_backoff), web2 7 (ratelimit_backoff), web3 6 (ratelimit_backoff), web4 5 (ratelimit_backoff), others 7',
  ],
])('says who threw away how many of %j, and why', (counts, words) => {
  const tallies = counts.map((count, index) => ({
    reporter: `web${index}`,
    reason: 'ratelimit_backoff',
    count,
  }));
  expect(discardWords(tallies)).toBe(words);
});
