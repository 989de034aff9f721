import { createCounter } from '../../../oops/classes/classification.js';
import type { StoredOops, TimeSource } from '../../stored-oops.js';
import type { EventRow } from './event-row.js';
import { type OopsColumns, oopsOfEvent } from './oops-of-event.js';
import type { Reading } from './reading.js';

/** An event in full, in the order of `storedColumns`. */
export type StoredRow = readonly [idKey: string, ...values: unknown[]];

/** The columns of an event that say all of its OOPS but what follows from the config. */
const WRITTEN = [
  ...(['id', 'time', 'time_source', 'arrived_at', 'reporter', 'type', 'value', 'causes'] as const),
  ...(['fingerprint', 'is_event', 'topic', 'url', 'method', 'user_agent', 'is_bot', 'referrer'] as const),
  ...(['username', 'duration_ms', 'total_ms', 'statements_count', 'statement', 'informational'] as const),
  ...(['branch', 'revno', 'hostname', 'traceback', 'last_oops', 'clock_offset_ms'] as const),
  ...(['content_size', 'content_crc'] as const),
] satisfies readonly (keyof EventRow)[];

const NAMES = [...WRITTEN, 'signature', 'signature_type', 'signature_value', 'is_local_referrer'] as const;

/** What the columns have. */
interface StoredValues extends OopsColumns, Pick<EventRow, (typeof WRITTEN)[number]> {
  readonly time_source: TimeSource;
  readonly signature: number;
  readonly signature_type: string;
  readonly signature_value: string;
  readonly is_local_referrer: number;
}

/** What is selected of an event to know it in full. */
export function storedColumns({ columns }: Pick<Reading, 'columns'>): string {
  const { signature, signatureType, signatureValue, isLocalReferrer } = columns;
  return ['id_key', ...WRITTEN, signature, signatureType, signatureValue, isLocalReferrer].join(', ');
}

/** Makes what says which OOPS a row tells of, with what follows from the config. */
export function createStoredOopses({
  reporterName,
  settings,
  vocabulary,
}: Pick<Reading, 'reporterName' | 'settings' | 'vocabulary'>): (row: StoredRow) => StoredOops {
  const count = createCounter(settings.rules);
  return ([, ...values]) => {
    const row = Object.fromEntries(
      NAMES.map((name, place) => [name, values[place]]),
    ) as unknown as StoredValues;
    const reporter = reporterName(row.reporter);
    const { system, kind } = settings.describeReporter(reporter);
    const { type, value, bug } = vocabulary.signature(row.signature, row.signature_type, row.signature_value);
    const oops = oopsOfEvent(row, reporter);
    return {
      ...{ oops, time: row.time, timeSource: row.time_source, arrivedAt: row.arrived_at, system, kind },
      ...{ signature: { type, value }, bug, class: count(oops, kind).class },
      isBot: row.is_bot === 1,
      isLocalReferrer: row.is_local_referrer === 1,
      content: { size: row.content_size, crc: row.content_crc },
    };
  };
}
