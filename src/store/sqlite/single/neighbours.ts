import type { NeighbourOops, Neighbours, NeighboursQuestion } from '../../questions/neighbours.js';
import { compareSighted } from '../../sighted-oops.js';
import type { Db } from '../db.js';

/** An OOPS by its place in the order, with its number. */
interface Placed {
  readonly seq: number;
  readonly id: string;
  readonly time: number;
}

type Side = 'before' | 'after';

/** By what OOPSes are of one kind: each has an index in which they lie by time. */
type Kin = 'reporter_id' | 'signature_id';

const EDGES = { before: Number.MIN_SAFE_INTEGER, after: Number.MAX_SAFE_INTEGER } as const;

/**
 * The OOPSes of one kind that lie nearest to a place, none beyond an edge; exported so that a test can pin the plan. Only those of one
 * moment are put in order, for the index has the rest.
 */
export function selectNearest(kin: Kin, side: Side): string {
  const [than, order, towards] = side === 'before' ? ['<', 'DESC', '>='] : ['>', 'ASC', '<='];
  return `
    SELECT id AS seq, oops_id AS id, time FROM stored_oops
    WHERE ${kin} = @kin AND time ${than}= @time AND time ${towards} @edge AND (time ${than} @time OR oops_id ${than} @id)
    ORDER BY time ${order}, oops_id ${order} LIMIT @count`;
}

/** The next OOPS that names another one as that before it; exported so that a test can pin the plan. */
export const SELECT_LATER = `
  SELECT id AS seq, oops_id AS id, time FROM stored_oops
  WHERE reporter_id = @kin AND time >= @time AND time < @end AND last_oops = @id COLLATE NOCASE
  ORDER BY time, oops_id LIMIT 1`;

const SELECT_PLACE = `
  SELECT id AS seq, oops_id AS id, time, reporter_id AS reporterId, signature_id AS signatureId FROM stored_oops
  WHERE oops_id = @id`;

const SELECT_NEIGHBOUR = `
  SELECT o.oops_id AS id, o.time, o.time_source = 'directory' AS inexact, r.name AS reporter,
    (SELECT value FROM text WHERE id = e.type_id) AS type,
    (SELECT substr(value, 1, 300) FROM text WHERE id = e.value_id) AS value,
    (SELECT value FROM text WHERE id = o.topic_id) AS topic
  FROM stored_oops o JOIN reporter r ON r.id = o.reporter_id JOIN exception e ON e.id = o.exception_id
  WHERE o.id = ?`;

/**
 * What lies around an OOPS, or undefined when there is none with its id. It is a few looks into an index, whatever the size of the
 * database, and one more for each reporter.
 */
export function findNeighbours(
  db: Db,
  { id, count, requestLength }: NeighboursQuestion,
  reporterIds: readonly number[],
): Neighbours | undefined {
  const own = db.prepare(SELECT_PLACE).get({ id }) as
    | (Placed & { readonly reporterId: number; readonly signatureId: number })
    | undefined;
  if (!own) return undefined;
  const describe = db.prepare(SELECT_NEIGHBOUR);
  const shown = ({ seq }: Placed): NeighbourOops => {
    const row = describe.get(seq) as Omit<NeighbourOops, 'inexact'> & { readonly inexact: number };
    return { ...row, inexact: row.inexact === 1 };
  };
  const orNull = (found: Placed | undefined) => (found ? shown(found) : null);
  const sides = (kin: Kin, value: number) => ({
    before: orNull(nearest(db, kin, [value], own, 'before', 1)[0]),
    after: orNull(nearest(db, kin, [value], own, 'after', 1)[0]),
  });
  const outermost = (side: Side) => {
    // From beyond the other end there is nothing nearer.
    const beyond = { id: '', time: side === 'after' ? EDGES.before : EDGES.after };
    return shown(nearest(db, 'signature_id', [own.signatureId], beyond, side, 1)[0] ?? own);
  };
  const later = db
    .prepare(SELECT_LATER)
    .get({ kin: own.reporterId, id: own.id, time: own.time, end: own.time + requestLength });
  return {
    before: nearest(db, 'reporter_id', reporterIds, own, 'before', count).reverse().map(shown),
    after: nearest(db, 'reporter_id', reporterIds, own, 'after', count).map(shown),
    ofReporter: sides('reporter_id', own.reporterId),
    ofSignature: {
      ...sides('signature_id', own.signatureId),
      first: outermost('after'),
      last: outermost('before'),
    },
    laterOfRequest: orNull(later as Placed | undefined),
  };
}

/** The OOPSes of several of one kind that lie nearest to a place on one side, the nearest first. */
function nearest(
  db: Db,
  kin: Kin,
  values: readonly number[],
  { id, time }: Pick<Placed, 'id' | 'time'>,
  side: Side,
  count: number,
): Placed[] {
  const find = db.prepare(selectNearest(kin, side));
  const direction = side === 'before' ? -1 : 1;
  let found: Placed[] = [];
  for (const value of values) {
    // What lies farther off than as many as are wanted need not be found.
    const edge = found.length < count ? EDGES[side] : (found.at(-1)?.time ?? EDGES[side]);
    const more = find.all({ kin: value, id, time, edge, count }) as Placed[];
    if (more.length === 0) continue;
    found = [...found, ...more].sort((a, b) => direction * compareSighted(a, b)).slice(0, count);
  }
  return found;
}
