import { expect, it } from 'vitest';
import { isTemporaryName } from '../../src/sources/temporary-name.js';

it.each([
  '.32040.A0.41xu60',
  '.nfs0001',
  '.',
  'OOPS-2077A1.tmp',
  'OOPS-2077A1.TMP',
  'x.temp',
  'x.part',
  'x.partial',
  'x.filepart',
  'x.crdownload',
  'x.swp',
  'x.swo',
  'x.swx',
  'OOPS-2077A1~',
])('%s is not finished, or no report', (name) => {
  expect(isTemporaryName(name)).toBe(true);
});

it.each(['32040.A0', 'OOPS-2077A1', 'tmp', 'OOPS-tmp', 'x.tmp.gz', 'x.tmpx', 'x.swa', 'x~y', 'x.'])(
  '%s can be a report',
  (name) => {
    expect(isTemporaryName(name)).toBe(false);
  },
);
