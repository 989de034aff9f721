import { keyOfName } from '../../../oops/key-of-name.js';
import type { NeighbourOops, Neighbours, NeighboursQuestion } from '../../questions/neighbours.js';
import { hasOneOfIds } from '../events/id-condition.js';
import type { Reading } from '../events/reading.js';

type Side = 'before' | 'after';

/** An OOPS by its place in the order. */
interface Place {
  readonly time: number;
  readonly idKey: string;
}

/** What an OOPS is listed with, and its place. */
interface Placed extends Place {
  readonly shown: NeighbourOops;
}

const COLUMNS = `time, id_key, id, time_source = 'directory', reporter, type,
  substringUTF8(value, 1, 300), topic`;

type NeighbourRow = readonly [
  time: number,
  idKey: string,
  id: string,
  inexact: number,
  reporter: string,
  type: string | null,
  value: string | null,
  topic: string | null,
];

/** Which OOPSes are looked at: a condition with its parameters. */
interface Kin {
  readonly sql: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** What lies around an OOPS; undefined when there is none with its id. See `neighbours` of the port. */
export async function findNeighbours(
  reading: Reading,
  { id, reporters, count, requestLength }: NeighboursQuestion,
): Promise<Neighbours | undefined> {
  const { alive, columns, connection, from, parameters, reporterKeys } = reading;
  const own = await connection.row<readonly [time: number, reporter: string, signature: number]>(
    `SELECT time, reporter, ${columns.signature} FROM ${from} WHERE ${alive} AND ${hasOneOfIds(connection)} LIMIT 1`,
    { ...parameters, ids: [keyOfName(id)] },
  );
  if (!own) return undefined;
  const [time, reporter, signature] = own;
  const place: Place = { time, idKey: keyOfName(id) };
  const asked: Kin = {
    sql: 'reporter IN {reporters:Array(String)}',
    parameters: { reporters: reporterKeys(reporters) },
  };
  const ofReporter: Kin = { sql: 'reporter = {reporter:String}', parameters: { reporter } };
  const ofSignature: Kin = { sql: `${columns.signature} = {signature:UInt64}`, parameters: { signature } };
  const nearest = (kin: Kin, side: Side, most: number) => findNearest(reading, kin, place, side, most);
  const one = async (kin: Kin, side: Side) => (await nearest(kin, side, 1))[0]?.shown ?? null;
  const [before, after, reporterBefore, reporterAfter, signatureBefore, signatureAfter, ends, later] =
    await Promise.all([
      nearest(asked, 'before', count),
      nearest(asked, 'after', count),
      one(ofReporter, 'before'),
      one(ofReporter, 'after'),
      one(ofSignature, 'before'),
      one(ofSignature, 'after'),
      findEnds(reading, ofSignature),
      findLater(reading, ofReporter, place, requestLength),
    ]);
  return {
    before: before.reverse().map(({ shown }) => shown),
    after: after.map(({ shown }) => shown),
    ofReporter: { before: reporterBefore, after: reporterAfter },
    ofSignature: { before: signatureBefore, after: signatureAfter, ...ends },
    laterOfRequest: later,
  };
}

/** So far from the OOPS it is looked at first, in hours, and then farther each time. */
const FIRST_STRETCH = 1;
const GROWTH = 24;

/**
 * The OOPSes of one kind that lie nearest to a place on one side, the nearest first. Mostly they are near: only where they are not,
 * more is read.
 */
async function findNearest(
  reading: Reading,
  kin: Kin,
  { time, idKey }: Place,
  side: Side,
  count: number,
): Promise<Placed[]> {
  const { alive, connection, from, parameters } = reading;
  if (count === 0) return [];
  const [than, order] = side === 'before' ? ['<', 'DESC'] : ['>', 'ASC'];
  const hour = Math.trunc(time / 3_600_000);
  for (let reach = FIRST_STRETCH; ; reach *= GROWTH) {
    const isAll = reach > MOST_HOURS;
    const [least, most] = side === 'before' ? [hour - reach, hour] : [hour, hour + reach];
    const rows = await connection.rows<NeighbourRow>(
      `SELECT ${COLUMNS} FROM ${from}
       WHERE ${alive} AND ${kin.sql} AND (time, id_key) ${than} ({time:Int64}, {idKey:String})
         AND hour ${side === 'before' ? '<=' : '>='} {hour:Int64}
         ${isAll ? '' : 'AND hour BETWEEN {least:Int64} AND {most:Int64}'}
       ORDER BY time ${order}, id_key ${order} LIMIT {count:UInt32}`,
      { ...parameters, ...kin.parameters, time, idKey, hour, least, most, count },
    );
    if (rows.length >= count || isAll) return rows.map((row) => placedOf(reading, row));
  }
}

/** From some four hundred days on, all is read. */
const MOST_HOURS = 10_000;

/** The first and the last OOPS of a signature. */
async function findEnds(
  reading: Reading,
  { sql, parameters: own }: Kin,
): Promise<{ readonly first: NeighbourOops; readonly last: NeighbourOops }> {
  const { alive, connection, from, parameters } = reading;
  const end = async (order: 'ASC' | 'DESC') => {
    const row = await connection.row<NeighbourRow>(
      `SELECT ${COLUMNS} FROM ${from} WHERE ${alive} AND ${sql}
       ORDER BY time ${order}, id_key ${order} LIMIT 1`,
      { ...parameters, ...own },
    );
    if (!row) throw new Error('the OOPS is gone whose neighbours were asked for');
    return placedOf(reading, row).shown;
  };
  const [first, last] = await Promise.all([end('ASC'), end('DESC')]);
  return { first, last };
}

/** The next OOPS of the same request: it names this one as that before it. */
async function findLater(
  reading: Reading,
  ofReporter: Kin,
  { time, idKey }: Place,
  requestLength: number,
): Promise<NeighbourOops | null> {
  const { alive, connection, from, parameters } = reading;
  const row = await connection.row<NeighbourRow>(
    `SELECT ${COLUMNS} FROM ${from}
     WHERE ${alive} AND ${ofReporter.sql} AND time >= {time:Int64} AND time < {end:Int64}
       AND hour BETWEEN intDiv({time:Int64}, 3600000) AND intDiv({end:Int64}, 3600000)
       AND lower(ifNull(last_oops, '')) = {idKey:String}
     ORDER BY time, id_key LIMIT 1`,
    { ...parameters, ...ofReporter.parameters, time, end: time + requestLength, idKey },
  );
  return row ? placedOf(reading, row).shown : null;
}

function placedOf(
  { reporterName }: Pick<Reading, 'reporterName'>,
  [time, idKey, id, inexact, reporter, type, value, topic]: NeighbourRow,
): Placed {
  const shown = { id, time, inexact: inexact === 1, reporter: reporterName(reporter), type, value, topic };
  return { time, idKey, shown };
}
