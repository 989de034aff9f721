import { hash } from 'node:crypto';
import { keyOfName } from '../../../oops/key-of-name.js';
import { compareText } from '../../../text/compare-text.js';
import type { AttributionWriter } from '../../store.js';

/** How an OOPS belongs to an outage, as `attribution` has it but for the generation. */
export interface AttributionRow {
  readonly outage: string;
  readonly id_key: string;
  readonly time: number;
  readonly phase: string;
  readonly relation: string;
  readonly disposition: string;
  readonly is_suppressed: number;
}

/** What was said to a writer of attributions. */
export interface WrittenAttributions {
  /** The rows of each outage whose rows are other ones from now on; none where nothing belongs to it any more. */
  readonly outages: ReadonlyMap<string, readonly AttributionRow[]>;
  /** Undefined where none was recorded. */
  readonly basis: string | undefined;
}

/** Makes a writer, and what tells at its end what it was told; which throws where an OOPS was added twice. */
export function collectAttributions(known: readonly string[]): {
  readonly writer: AttributionWriter;
  readonly written: () => WrittenAttributions;
} {
  const outages = new Map<string, AttributionRow[]>();
  const kept = new Set(known);
  let basis: string | undefined;
  const clear = (outage: string) => {
    kept.delete(outage);
    outages.set(outage, []);
  };
  return {
    writer: {
      clear,
      clearAll: () => [...known, ...outages.keys()].forEach(clear),
      add({ id, time }, { outage, isSuppressed, phase, relation, disposition }) {
        if (kept.has(outage)) throw new Error(`the outage ${outage} was not cleared before it was written`);
        const row = {
          ...{ outage: outage.toWellFormed(), id_key: keyOfName(id), time, phase, relation, disposition },
          is_suppressed: Number(isSuppressed),
        };
        const rows = outages.get(outage);
        if (rows) rows.push(row);
        else outages.set(outage, [row]);
      },
      finish(text) {
        basis = text;
      },
    },
    written() {
      refuseTwice(outages);
      return { outages, basis };
    },
  };
}

/** A text that is equal where rows are, in whatever order they come. */
export function digestRows(rows: readonly AttributionRow[]): string {
  const lines = rows.toSorted((a, b) => compareText(a.id_key, b.id_key)).map((row) => JSON.stringify(row));
  return hash('sha1', lines.join('\n'));
}

function refuseTwice(outages: ReadonlyMap<string, readonly AttributionRow[]>): void {
  const seen = new Set<string>();
  for (const { id_key } of [...outages.values()].flat()) {
    if (seen.has(id_key)) throw new Error(`the OOPS ${id_key} was attributed twice`);
    seen.add(id_key);
  }
}
