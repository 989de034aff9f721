import type { Interval } from '../../../time/interval.js';
import type { Parameters } from '../connecting/connection.js';
import type { Reading } from '../events/reading.js';
import { localName } from '../schema/statements.js';

/** How questions read events with the outage that each belongs to. */
export interface AttributedEvents {
  /** What stands behind FROM in place of `reading.from`; its columns are those, and those of `columns`. */
  readonly from: string;
  /** Its parameters, beside those of the reading. */
  readonly parameters: Parameters;
  /** As SQL. */
  readonly columns: AttributionColumns;
}

/** What is said of how an event belongs to an outage: null where it belongs to none. */
export interface AttributionColumns {
  readonly outage: string;
  readonly phase: string;
  readonly relation: string;
  readonly disposition: string;
  /** 1: the normal report leaves it out; 0 also where it belongs to none. */
  readonly isSuppressed: string;
}

/**
 * Reads events with the outages that they belong to, as it was written last by the cut. An event and its attribution lie on one
 * shard, so that each joins its own rows, and its groups are counted there.
 *
 * @param interval holds the times of all events that are asked for; absent: they are asked for whenever they happened
 * @example
 * const { from, parameters, columns } = await readAttributedEvents(reading);
 * connection.rows(`SELECT ${columns.outage}, count() FROM ${from} WHERE ${reading.alive} GROUP BY 1`, {
 *   ...reading.parameters,
 *   ...parameters,
 * });
 */
export async function readAttributedEvents(reading: Reading, interval?: Interval): Promise<AttributedEvents> {
  const [word] = await reading.lastWords('attribution');
  const outages = word?.value ?? [];
  if (outages.length === 0) return { from: reading.from, parameters: {}, columns: OF_NONE };
  const conditions = [
    '(outage, generation) IN arrayZip({attributed_outages:Array(String)}, {attributed_generations:Array(Int64)})',
    ...(interval ? ['time >= {attributed_start:Int64} AND time < {attributed_end:Int64}'] : []),
  ];
  // Not through the table of all shards: each would ask all of them.
  const attribution = `(
    SELECT id_key AS attributed_id_key, outage, phase, relation, disposition, is_suppressed
    FROM ${localName('attribution', reading.connection.cluster)} WHERE ${conditions.join(' AND ')}
  )`;
  return {
    // An event belongs to one outage at most; had it two, it would still be one.
    from: `${reading.from} ANY LEFT JOIN ${attribution} AS attributed ON id_key = attributed_id_key`,
    parameters: {
      attributed_outages: outages.map(({ outage }) => outage),
      attributed_generations: outages.map(({ generation }) => generation),
      ...(interval && { attributed_start: interval.start, attributed_end: interval.end }),
    },
    columns: OF_JOIN,
  };
}

const OF_JOIN: AttributionColumns = {
  outage: 'outage',
  phase: 'phase',
  relation: 'relation',
  disposition: 'disposition',
  isSuppressed: 'ifNull(is_suppressed, 0)',
};

/** Where nothing belongs to any outage, as in most stores at first, events need not be joined with what is not there. */
const OF_NONE: AttributionColumns = {
  outage: "CAST(NULL, 'Nullable(String)')",
  phase: "CAST(NULL, 'Nullable(String)')",
  relation: "CAST(NULL, 'Nullable(String)')",
  disposition: "CAST(NULL, 'Nullable(String)')",
  isSuppressed: '0',
};
