import { expect, it } from 'vitest';
import { fewIds, fewIdsText } from '../../../../src/reports/outage/reading/few-ids.js';

const long = ['OOPS-98a1f4369726367ff97b4d1da127371c', 'OOPS-359f5f26765834cabd50a96c2cb34cca'];

it.each([
  [[], 0, undefined, ''],
  [['OOPS-1'], 1, undefined, 'OOPS-1'],
  [['OOPS-1', 'OOPS-2'], 2, undefined, 'OOPS-1, OOPS-2'],
  [['OOPS-1', 'OOPS-2', 'OOPS-3'], 12, undefined, 'OOPS-1, OOPS-2 and 10 more'],
  [long, 37, undefined, `${long.join(', ')} and 35 more`],
  [long, 37, 60, `${long[0]} and 36 more`],
  [long, 2, 5, `${long[0]} and 1 more`],
  [['OOPS-1', 'OOPS-2'], 2, 14, 'OOPS-1, OOPS-2'],
  [['OOPS-1', 'OOPS-2'], 2, 13, 'OOPS-1 and 1 more'],
])('of %j, %d in all, in a room of %s: %s', (ids, count, room, text) => {
  expect(fewIdsText(fewIds(ids, count, room))).toBe(text);
});
