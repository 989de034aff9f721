import { describe, expect, it } from 'vitest';
import type { SqlEngine } from '../../../src/questions/sql/dialects.js';
import { adviseOnRefusal, describeTimeComparisons } from '../../../src/questions/sql/remarks.js';

const NOW = Date.parse('2011-09-09T07:30:00Z');
const remarks = (where: string, parameters = {}, engine: SqlEngine = 'sqlite') =>
  describeTimeComparisons(`SELECT id FROM oops WHERE ${where}`, parameters, NOW, engine);

const TEXT = "time is text in ISO 8601, which 'yesterday' is not. Write time";

describe('describeTimeComparisons', () => {
  it.each<[string, string[]]>([
    ["time > 'yesterday'", [`${TEXT} > '2011-09-08T00:00:00.000Z'.`]],
    ["o.time>='yesterday'", [`${TEXT} >= '2011-09-08T00:00:00.000Z'.`]],
    [`"time" < 'yesterday'`, [`${TEXT} < '2011-09-08T00:00:00.000Z'.`]],
    ["'yesterday' < time", [`${TEXT} > '2011-09-08T00:00:00.000Z'.`]],
    [
      "time BETWEEN 'yesterday' AND '8 Sep 2011 08:53'",
      [
        `${TEXT} >= '2011-09-08T00:00:00.000Z'.`,
        "time is text in ISO 8601, which '8 Sep 2011 08:53' is not. Write time <= '2011-09-08T08:53:00.000Z'.",
      ],
    ],
    [
      "arrived_at > '2011-09-08 08:00'",
      [
        "arrived_at is text in ISO 8601, which '2011-09-08 08:00' is not. Write arrived_at > '2011-09-08T08:00:00.000Z'.",
      ],
    ],
    [
      "time > 'soon'",
      ["time is text in ISO 8601, which 'soon' is not. Write time > '2011-09-08T08:53:05.000Z'."],
    ],
    [
      'time > 1315471985000',
      ["time is text in ISO 8601, which 1315471985000 is not. Write time > '2011-09-08T08:53:05.000Z'."],
    ],
    [
      'time > 1315471985',
      ["time is text in ISO 8601, which 1315471985 is not. Write time > '2011-09-08T08:53:05.000Z'."],
    ],
    [
      "time = '2011-09-08'",
      ["time = '2011-09-08' finds nothing: a time has milliseconds and a Z. Write time LIKE '2011-09-08%'."],
    ],
    [
      "time > datetime('now', '-1 day')",
      [
        "time has a T between day and time, and datetime a blank. Write time > strftime('%Y-%m-%dT%H:%M:%fZ', …).",
      ],
    ],
    [
      "time_ms >= '2011-09-08'",
      [
        "time_ms is a number of milliseconds, which '2011-09-08' is not. Write time_ms >= 1315440000000, which is 2011-09-08T00:00:00.000Z.",
      ],
    ],
    [
      "time_ms >= 'soon'",
      [
        "time_ms is a number of milliseconds, which 'soon' is not. Write time_ms >= unixepoch('2011-09-08') * 1000.",
      ],
    ],
    [
      "time_ms >= unixepoch('2011-09-08')",
      ['time_ms is in milliseconds, and unixepoch() gives seconds. Write time_ms >= unixepoch(…) * 1000.'],
    ],
  ])('remarks on %s', (where, expected) => expect(remarks(where)).toEqual(expected));

  it.each([
    "time > '2011-09-08'",
    "time >= '2011-09-08T08:53:05.000Z' AND time < '2011-09'",
    "time = '2011-09-08T08:53:05.000Z'",
    "time LIKE '2011-09-08%'",
    "time > strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-1 day')",
    "time > date('now')",
    'time > (SELECT max(first_time) FROM signature)',
    'time > start_time',
    'time_ms >= 1315440000000',
    "time_ms >= '1315440000000'",
    "time_ms >= unixepoch('2011-09-08') * 1000",
    "time_ms >= (unixepoch('2011-09-08') * 1000)",
    "value = 'time > ''yesterday''' -- time > 'yesterday'",
    "type > 'yesterday' /* time > 'yesterday' */",
    'time > :from',
    'time IS NULL',
    "value = 'it''s",
    'time >',
  ])('says nothing of %s', (where) => expect(remarks(where)).toEqual([]));

  it.each<[string, string[]]>([
    [
      'time_ms > now()',
      [
        'time_ms is in milliseconds, and now() gives seconds. Write time_ms > toUnixTimestamp(now(…)) * 1000.',
      ],
    ],
    [
      "time_ms >= toUnixTimestamp('2011-09-08')",
      [
        'time_ms is in milliseconds, and toUnixTimestamp() gives seconds. Write time_ms >= toUnixTimestamp(…) * 1000.',
      ],
    ],
    ["time_ms >= toUnixTimestamp('2011-09-08', 'UTC') * 1000", []],
    [
      'time > today()',
      [
        "time is text in ISO 8601, which today() is not. Write time > formatDateTime(…, '%Y-%m-%dT%H:%i:%S.000Z', 'UTC').",
      ],
    ],
    [
      "time_ms >= 'soon'",
      [
        "time_ms is a number of milliseconds, which 'soon' is not. Write time_ms >= toUnixTimestamp('2011-09-08', 'UTC') * 1000.",
      ],
    ],
    ['time_ms > constructor', []],
  ])('remarks on %s in ClickHouse', (where, expected) =>
    expect(remarks(where, {}, 'clickhouse')).toEqual(expected),
  );

  it('reads parameters as the values that they are given', () => {
    expect(remarks('time > :from', { from: 'yesterday' })).toEqual([`${TEXT} > '2011-09-08T00:00:00.000Z'.`]);
    expect(remarks('time_ms > :from', { from: '1315440000000' })).toEqual([]);
  });
});

describe('adviseOnRefusal', () => {
  it.each([
    ['no such column: typ', 'Did you mean type?'],
    ['no such column: o.systm', 'Did you mean system?'],
    ['no such column: banana', ''],
    ['no such table: oopses', 'Did you mean oops?'],
    ['no such table: outage_windows', 'Did you mean outage_window?'],
    ['near "SELCT": syntax error', ''],
    ['no such function: toUnixTimestamp', 'Here it is unixepoch.'],
    ['no such function: toString', ''],
  ])('of %s', (reason, advice) => expect(adviseOnRefusal(reason, 'sqlite')).toBe(advice));

  it('names the function that the other engine has', () =>
    expect(adviseOnRefusal('no such function: unixepoch', 'clickhouse')).toBe('Here it is toUnixTimestamp.'));
});
