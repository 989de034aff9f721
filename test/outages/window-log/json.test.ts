import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseWindowJson, printWindowJson } from '../../../src/outages/window-log/json.js';
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

  it('refuses a wrong window by its place and keeps the others', () => {
    const good = { outage: 'a', phase: 'downtime', systems: ['*'], start: '2011-09-08T08:53:05Z' };
    const text = JSON.stringify([{ ...good, phase: 'down' }, good, { ...good, start: '8 September' }, 7]);
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
    ['{}', 'windows.json: is no list of windows. Write it as oops-report windows export --format json does.'],
    ['[', 'windows.json: is no JSON (Unexpected end of JSON input). Correct it, or use CSV.'],
  ])('refuses %s', (text, message) => {
    expect(() => parseWindowJson(text, options)).toThrow(message);
  });
});
