import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  isoTimeSql,
  knownTimeSql,
  TIME_STRETCHES_SQL,
} from '../../../../src/store/clickhouse/views/time-text.js';
import { describeWithClickHouse } from '../../../support/clickhouse/clickhouse-parts.js';
import { askNode } from '../ask-node.js';

const EDGES = [
  ...[
    -210_866_760_000_001, -210_866_760_000_000, -62_167_219_200_001, -62_167_219_200_000, -62_135_596_800_000,
  ],
  ...[
    -2_208_988_800_001, -2_208_988_800_000, -86_400_001, -59_999, -1, 0, 951_782_400_000, 1_315_472_785_123,
  ],
  ...[10_413_791_999_999, 10_413_792_000_000, 253_402_300_799_999, 253_402_300_800_000, 8.64e15, -8.64e15],
];

/** What SQLite has for the same, in the order of `TIME_STRETCHES_SQL`. */
const SQLITE = `SELECT ${['%Y-%m-%dT%H:%M:%fZ', ...['%Y-%m-%d %H:%M', '%Y-%m-%d %H:00', '%Y-%m-%d', '%Y-%m']]
  .map((format) => `strftime('${format}', @at / 1000.0, 'unixepoch')`)
  .join(', ')}, substr('SunMonTueWedThuFriSat', 1 + 3 * strftime('%w', @at / 1000.0, 'unixepoch'), 3)`;

describeWithClickHouse('moments as text', () => {
  it('are those of SQLite, however far they are', async () => {
    const select = new Database(':memory:').prepare(SQLITE).raw();
    const stretches = Object.values(TIME_STRETCHES_SQL).map((stretch) => stretch('at').text);
    const sql = `SELECT ${[isoTimeSql('at'), ...stretches].join(', ')}
      FROM (SELECT arrayJoin({moments:Array(Int64)}) AS at)`;
    const moments = fc.array(
      fc.oneof(
        fc.constantFrom(...EDGES),
        fc.integer({ min: -3e14, max: 3e14 }),
        fc.integer({ min: 0, max: 4e12 }),
      ),
      { minLength: 500, maxLength: 500 },
    );
    await fc.assert(
      fc.asyncProperty(moments, async (some) => {
        const expected = some.map((at) => select.get({ at }));
        expect(await askNode(sql, { moments: some })).toEqual(expected);
      }),
      { numRuns: 5 },
    );
    expect(await askNode(sql, { moments: EDGES })).toEqual(EDGES.map((at) => select.get({ at })));
  });

  it('are of one stretch where its number is the same, and have none where they have no text', async () => {
    const { day, weekday } = TIME_STRETCHES_SQL;
    const sql = `SELECT ${day?.('at').number}, ${weekday?.('at').number}, ${knownTimeSql('at')}
      FROM (SELECT arrayJoin({moments:Array(Int64)}) AS at)`;
    expect(await askNode(sql, { moments: [-1, 0, 86_399_999, 253_402_300_800_000] })).toEqual([
      [-1, 3, -1],
      [0, 4, 0],
      [0, 4, 86_399_999],
      [null, null, null],
    ]);
  });
});
