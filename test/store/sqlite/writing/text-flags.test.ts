import { expect, it } from 'vitest';
import { createTextFlags } from '../../../../src/store/sqlite/writing/text-flags.js';

it('finds out of each text once whether it is of the kind, and of none too, until it forgets', () => {
  const asked: (string | null)[] = [];
  const flags = createTextFlags((text) => {
    asked.push(text);
    return text === 'robot';
  });
  const ask = () => [flags.of(1, 'robot'), flags.of(2, 'person'), flags.of(null, null)];
  for (let round = 0; round < 2; round++) expect(ask()).toEqual([true, false, false]);
  expect(asked).toEqual(['robot', 'person', null]);
  flags.forget();
  expect(flags.of(1, 'person')).toBe(false);
});
