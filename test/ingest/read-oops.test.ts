import { expect, it } from 'vitest';
import { timeOfOops } from '../../src/ingest/read-oops.js';

const OWN = Date.parse('2011-09-07T23:59:59.999Z');

it.each([
  ['its own before all others', OWN, '2011-09-08', '45084.S6', '2011-09-07T23:59:59.999Z', 'report'],
  ["the file name's second", null, '2011-09-08', '45084.S6', '2011-09-08T12:31:24.000Z', 'file-name'],
  ["the folder's day", null, '2011-09-08', 'OOPS-1A1', '2011-09-08T00:00:00.000Z', 'directory'],
  [
    "the folder's day for a second past its end",
    null,
    '2011-09-08',
    '86400.S6',
    '2011-09-08T00:00:00.000Z',
    'directory',
  ],
  [
    "the folder's day for a time past all calendars",
    1e17,
    '2011-09-08',
    'OOPS-1A1',
    '2011-09-08T00:00:00.000Z',
    'directory',
  ],
] as const)('takes %s', (_, own, date, name, time, timeSource) => {
  expect(timeOfOops(own, date, name)).toEqual({ time: Date.parse(time), timeSource });
});

it('has none outside a dated folder', () => {
  expect(timeOfOops(null, null, '45084.S6')).toBeNull();
  expect(timeOfOops(Number.NaN, null, 'OOPS-1A1')).toBeNull();
});
