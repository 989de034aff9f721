import { expect, it } from 'vitest';
import { createNameSet } from '../../../../src/receive/follow/tree/name-set.js';

it('knows the names that were added, however many, and no others', () => {
  const names = createNameSet();
  for (let index = 0; index < 20_000; index++) names.add(`OOPS-${index}`);
  names.add('OOPS-7');
  const known = Array.from({ length: 20_000 }, (_, index) => names.has(`OOPS-${index}`));
  const others = Array.from({ length: 20_000 }, (_, index) => names.has(`oops-${index}`));
  expect([known.includes(false), others.includes(true), names.has('')]).toEqual([false, false, false]);
});
