import { expect, it } from 'vitest';
import { placeInFile, placeOf } from '../../src/store/records.js';

it('names a file by its path, and a row of an export by its line too', () => {
  expect(placeInFile('/in/x.csv', 0)).toBe('/in/x.csv');
  expect(placeInFile('/in/x.csv', 1)).toBe('/in/x.csv line 1');
  const reject = { directory: '/in', name: 'x.csv', reason: '', rejectedAt: 0, size: 0, modifiedAt: 0 };
  expect(placeOf({ ...reject, line: 12 })).toBe('/in/x.csv line 12');
  expect(placeOf({ ...reject, line: 0 })).toBe('/in/x.csv');
});
