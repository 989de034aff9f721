import { describe, expect, it } from 'vitest';
import { type ColumnMap, readColumnMap, readCsvHeader } from '../../../src/sources/exports/columns.js';
import { UserError } from '../../../src/user-error.js';

describe('readColumnMap', () => {
  it('reads keys, in any case, and the columns that hold them', () => {
    expect(readColumnMap('time=timestamp, TYPE = Exception type')).toEqual({
      time: 'timestamp',
      type: 'Exception type',
    });
  });

  it('reads a column whose name has an equals sign', () => {
    expect(readColumnMap('url=a=b')).toEqual({ url: 'a=b' });
  });

  it.each(['', 'time', 'time=', '=x', 'time=at,'])('refuses %j', (text) => {
    expect(() => readColumnMap(text)).toThrow(
      new UserError(`--columns ${text}: write KEY=COLUMN, such as time=timestamp,type=exception.`),
    );
  });

  it('refuses what is no key of an OOPS', () => {
    expect(() => readColumnMap('colour=x')).toThrow(
      /^--columns colour=x: colour is no key of an OOPS\. Choose one of id, /,
    );
  });
});

describe('readCsvHeader', () => {
  it.each<[string, string[], ColumnMap, (string | null)[], string[]]>([
    [
      'columns by their own names, in any case',
      ['ID', ' time ', 'DurationSeconds'],
      {},
      ['id', 'time', 'durationSeconds'],
      [],
    ],
    [
      'columns by the names that the user gave',
      ['oops', 'at'],
      { id: 'oops', time: 'at' },
      ['id', 'time'],
      [],
    ],
    [
      'no column whose key the user gave to another',
      ['id', 'time', 'at'],
      { time: 'at' },
      ['id', null, 'time'],
      ['time'],
    ],
    [
      'a column as the user says, though it has a name of its own',
      ['id', 'type'],
      { value: 'type' },
      ['id', 'value'],
      [],
    ],
    [
      'what nobody knows as unused, save what is worked out or has no name',
      ['id', 'colour', 'isBot', ''],
      {},
      ['id', null, null, null],
      ['colour'],
    ],
  ])('reads %s', (_, cells, columns, keys, unused) => {
    expect(readCsvHeader(cells, columns)).toEqual({ fault: null, keys, unused });
  });

  it.each<[string[], ColumnMap, string]>([
    [['type'], {}, 'has no column id: name the one that holds it with --columns id=COLUMN'],
    [
      ['id', 'when'],
      { time: 'at' },
      'has no column at for time: correct --columns; its columns are id, when',
    ],
    [
      ['id', 'TIME'],
      { time: 'time' },
      'has no column time for time: correct --columns; its columns are id, TIME',
    ],
    [['id', 'time', 'Time'], {}, 'has two columns for time: name the right one with --columns time=COLUMN'],
  ])('refuses %j with %j', (cells, columns, fault) => {
    expect(readCsvHeader(cells, columns)).toEqual({ fault });
  });
});
