import type { Interval } from '../../../time/interval.js';
import type { SignatureTally } from '../../questions/signatures.js';
import { numberAttributionKinds } from '../answer/block-columns.js';
import { iterateBlocks } from '../blocks/fact-block.js';
import type { Db } from '../db.js';
import type { Numbered } from '../numbered.js';
import { suppressedKinds } from './attribution-kinds.js';

/**
 * Counts the OOPSes of an interval by signature. See `tallySignatures` of the port. Every signature has a place in a few arrays, so
 * that to count is to add 1.
 */
export function tallySignatures(db: Db, { signature }: Numbered, { start, end }: Interval): SignatureTally[] {
  const kindsOf = numberAttributionKinds(db);
  const isSuppressed = suppressedKinds(db);
  const places = 1 + newestSignature(db);
  const counts = new Uint32Array(places);
  const suppressed = new Uint32Array(places);
  const first = new Float64Array(places).fill(Number.POSITIVE_INFINITY);
  const last = new Float64Array(places).fill(Number.NEGATIVE_INFINITY);
  const columns = ['time', 'signature_id'] as const;
  for (const { number, place, time: times, signature_id } of iterateBlocks(db, { start, end }, columns)) {
    const kinds = kindsOf(number);
    for (let row = 0; row < times.length; row++) {
      const time = times[row] as number;
      if (time < start || time >= end) continue;
      const id = signature_id[row] as number;
      counts[id] = (counts[id] as number) + 1;
      if (isSuppressed[kinds[place[row] as number] as number])
        suppressed[id] = (suppressed[id] as number) + 1;
      if (time < (first[id] as number)) first[id] = time;
      if (time > (last[id] as number)) last[id] = time;
    }
  }
  return Array.from(counts.entries()).flatMap(([id, count]) =>
    count === 0
      ? []
      : {
          signature: signature(id),
          count,
          suppressed: suppressed[id] as number,
          firstTime: first[id] as number,
          lastTime: last[id] as number,
        },
  );
}

function newestSignature(db: Db): number {
  return (db.prepare('SELECT max(id) FROM stored_signature').pluck().get() as number | null) ?? 0;
}
