import type { KeptOops, KeptPart } from '../../kept.js';
import type { Reading } from '../events/reading.js';
import { createStoredOopses, type StoredRow, storedColumns } from '../events/stored-row.js';
import { findKeptFiles } from './kept-files.js';

/** Where an OOPS stands in the order of arrival; the id tells apart what was brought back from what came then. */
type ArrivalMark = readonly [stamp: number, part: number, idKey: string];

const BEFORE_ALL: ArrivalMark = [-1, 0, ''];

/** Writings that follow on one another, and the hours of what they wrote: only those are read. */
interface Stretch {
  readonly first: number;
  readonly last: number;
  readonly firstHour: number;
  readonly lastHour: number;
  readonly count: number;
}

/** So many are put in order at once, unless one writing has more. */
const ORDERED = 50_000;

/** OOPSes in the order of their arrival, behind one of them. */
export async function* iterateKeptOopses(
  reading: Reading,
  after: string | undefined,
  most: number,
): AsyncGenerator<KeptPart<'oops'>> {
  const begin = after === undefined ? BEFORE_ALL : (JSON.parse(after) as ArrivalMark);
  const stored = createStoredOopses(reading);
  for (const stretch of await stretchesBehind(reading, begin)) {
    let waiting: ArrivedRow[] = [];
    for await (const rows of readStretch(reading, stretch, begin)) {
      waiting = waiting.concat(rows);
      for (; waiting.length >= most; waiting = waiting.slice(most)) {
        yield await partOf(reading, waiting.slice(0, most), stored);
      }
    }
    if (waiting.length > 0) yield await partOf(reading, waiting, stored);
  }
}

/** The stretches that have something behind a mark. */
async function stretchesBehind(reading: Reading, [after]: ArrivalMark): Promise<Stretch[]> {
  const { alive, connection, from, parameters } = reading;
  const rows = await connection.rows<[stamp: number, count: number, firstHour: number, lastHour: number]>(
    `SELECT stamp, count(), min(hour), max(hour) FROM ${from}
     WHERE ${alive} AND stamp >= {after:Int64} GROUP BY stamp ORDER BY stamp`,
    { ...parameters, after },
  );
  const stretches: Stretch[] = [];
  for (const [stamp, count, firstHour, lastHour] of rows) {
    const open = stretches.at(-1);
    if (open && open.count + count <= ORDERED) {
      stretches[stretches.length - 1] = {
        ...{ first: open.first, last: stamp, count: open.count + count },
        firstHour: Math.min(open.firstHour, firstHour),
        lastHour: Math.max(open.lastHour, lastHour),
      };
    } else stretches.push({ first: stamp, last: stamp, firstHour, lastHour, count });
  }
  return stretches;
}

/** A row with its mark before it. */
type ArrivedRow = readonly [stamp: number, part: number, ...row: StoredRow];

function readStretch(
  reading: Reading,
  { first, last, firstHour, lastHour }: Stretch,
  [stamp, part, idKey]: ArrivalMark,
): AsyncGenerator<readonly ArrivedRow[]> {
  const { alive, connection, from, parameters } = reading;
  return connection.parts<ArrivedRow>(
    `SELECT stamp, part, ${storedColumns(reading)} FROM ${from}
     WHERE ${alive} AND hour BETWEEN {firstHour:Int64} AND {lastHour:Int64}
       AND stamp BETWEEN {first:Int64} AND {last:Int64}
       AND (stamp, part, id_key) > ({stamp:Int64}, {part:UInt32}, {idKey:String})
     ORDER BY stamp, part, id_key`,
    { ...parameters, first, last, firstHour, lastHour, stamp, part, idKey },
  );
}

async function partOf(
  reading: Reading,
  rows: readonly ArrivedRow[],
  stored: ReturnType<typeof createStoredOopses>,
): Promise<KeptPart<'oops'>> {
  const files = await findKeptFiles(
    reading,
    rows.map(([, , idKey]) => idKey),
  );
  const items = rows.map(([, , ...row]): KeptOops => {
    const { oops, time, timeSource, arrivedAt, content } = stored(row);
    return { oops, time, timeSource, arrivedAt, content, files: files.get(row[0]) ?? [] };
  });
  const [stamp = 0, part = 0, idKey = ''] = rows.at(-1) ?? [];
  return { items, mark: JSON.stringify([stamp, part, idKey] satisfies ArrivalMark) };
}
