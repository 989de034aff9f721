import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseWindowJson, printWindowJson } from '../../../src/outages/window-log/json.js';
import { UserError } from '../../../src/user-error.js';
import { anyWindow } from '../../support/arbitrary-windows.js';

const options = { file: 'windows.json', knownSystems: null };

describe('a window log as JSON', () => {
  it('reads what it writes', () => {
    fc.assert(
      fc.property(fc.array(anyWindow('windows.json')), (windows) => {
        const read = parseWindowJson(printWindowJson(windows), options);
        expect(read.refused).toEqual([]);
        expect(read.windows.map(({ window }) => window)).toEqual(windows);
      }),
    );
  });

  it('refuses a wrong window with its line and keeps the others', () => {
    const good = { outage: 'a', phase: 'downtime', systems: ['*'], start: '2011-09-08T08:53:05Z' };
    const rows = [{ ...good, phase: 'down' }, good, { ...good, start: '8 September' }, 7];
    const text = `[${rows.map((row) => JSON.stringify(row)).join(',\n')}]`;
    const { windows, refused } = parseWindowJson(text, options);
    expect(windows.map(({ line }) => line)).toEqual([2]);
    expect(refused).toEqual([
      {
        file: 'windows.json',
        line: 1,
        reason: 'phase: Invalid option: expected one of "shutdown"|"downtime"|"partial"',
      },
      {
        file: 'windows.json',
        line: 3,
        reason: 'start: "8 September" is no time. Write it as 2011-09-08T08:53:05Z.',
      },
      { file: 'windows.json', line: 4, reason: 'window: Invalid input: expected object, received number' },
    ]);
  });

  it.each([
    [
      '{}',
      'windows.json: holds no list of windows; its keys are: none. Name another file, or say with --columns rows=KEY where it lies.',
    ],
    ['[', 'windows.json line 1: the JSON ends in the middle. Fetch the file again, whole.'],
    [
      '[{"id": 1, "from": "2011-09-08"}]',
      "windows.json: no window in it has outage, start; the keys found are: id, from. Needed are outage and start: say where they lie with --columns 'outage=KEY,start=KEY,end=KEY,systems=KEY,title=KEY'.",
    ],
  ])('refuses %s', (text, message) => {
    expect(() => parseWindowJson(text, options)).toThrow(new UserError(message));
  });

  it('reads an empty list as no windows', () => {
    expect(parseWindowJson('[]', options)).toEqual({ windows: [], refused: [], remarks: [] });
  });
});
