import { describe, expect, it } from 'vitest';
import {
  parseLogLine,
  parseTimedelta,
  readLogEvent,
} from '../../../../src/outages/window-log/deployment-log/log-event.js';

describe('parseTimedelta', () => {
  it.each([
    ['0:02:12.000412', 132_000_412],
    ['0:00:04', 4_000_000],
    ['1 day, 0:00:01', 86_401_000_000],
    ['2 days, 1:00:00', 176_400_000_000],
    // What Python prints of a second less than nothing: the clock was set back.
    ['-1 day, 23:59:59', -1_000_000],
    ['0:02:1', null],
    ['0:02:12.0004', null],
    ['', null],
  ])('of %j is %s microseconds', (text, microseconds) => expect(parseTimedelta(text)).toBe(microseconds));
});

describe('parseLogLine', () => {
  it('reads the time with its milliseconds where the clock shows them', () => {
    const at = Date.UTC(2011, 8, 8, 8, 1, 6);
    expect(parseLogLine('2011-09-08 08:01:06 INFO    Outage starts.\r')).toEqual({
      at,
      hasMilliseconds: false,
      level: 'INFO',
      message: 'Outage starts.',
    });
    expect(parseLogLine('\ufeff2011-09-08 08:01:06,007 DEBUG2')).toEqual({
      at: at + 7,
      hasMilliseconds: true,
      level: 'DEBUG2',
      message: '',
    });
  });

  it.each([
    'Traceback (most recent call last):',
    '2011-09-08 08:01:06 NOTICE  Outage starts.',
    '2011-13-08 08:01:06 INFO    Outage starts.',
    ' 2011-09-08 08:01:06 INFO    Outage starts.',
  ])('takes %j for none of the tool', (line) => expect(parseLogLine(line)).toBeNull());
});

describe('readLogEvent', () => {
  const read = (level: string, message: string) =>
    readLogEvent({ at: 0, hasMilliseconds: false, level, message }, 7);

  it('knows a message by its words, and an error by its level where its words are new', () => {
    expect(read('INFO', 'Enabling access to main, slave1 and slave2.')).toMatchObject({
      kind: 'opening',
      databases: ['main', 'slave1', 'slave2'],
      line: 7,
    });
    expect(read('ERROR', 'something new')).toMatchObject({ kind: 'error' });
    expect(read('INFO', 'something new')).toBeNull();
  });

  it('passes over an end whose duration was cut off', () => {
    expect(read('INFO', 'Outage complete. 0:02:1')).toBeNull();
  });
});
