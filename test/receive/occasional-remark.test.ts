import { expect, it } from 'vitest';
import { createOccasionalRemark } from '../../src/receive/occasional-remark.js';

it('says the same at most once a minute', () => {
  const said: string[] = [];
  let now = 0;
  const remark = createOccasionalRemark(
    (text) => said.push(`${now / 1000} ${text}`),
    () => now,
  );
  for (; now < 130_000; now += 10_000) remark('locked');
  remark('full');
  expect(said).toEqual(['0 locked', '60 locked', '120 locked', '130 full']);
});
