import { type Interval, union } from '../../../time/interval.js';
import { joinSpan } from '../../pruning/join-span.js';
import type { Connection } from '../connecting/connection.js';
import { LATEST, lastWords, sayWords, type Word } from '../words.js';
import type { Write } from '../writes.js';

/** The stretches of time of which OOPSes are gone, sorted. See `prunedSpans` of the port. */
export async function listPrunedSpans(connection: Connection, cut: number): Promise<readonly Interval[]> {
  return spansOf(await lastWords(connection, 'pruned-span', { cut }));
}

/** What is known of them, to be added to. */
export type KnownSpans = readonly Word<readonly Interval[]>[];

/** Learns what is known of them. */
export async function learnSpans(connection: Connection): Promise<KnownSpans> {
  return lastWords(connection, 'pruned-span', { cut: LATEST });
}

/**
 * Remembers that OOPSes of a span are gone, of a stretch of which all is pruned. What was known is said anew with it and then taken
 * back, so that of two who do so at once each keeps what the other one says.
 */
export async function rememberSpan(
  writing: Write,
  known: KnownSpans,
  { stretch, span }: { readonly stretch: Interval; readonly span: Interval },
): Promise<void> {
  const value = joinSpan(spansOf(known), stretch, span);
  await sayWords(writing, 'pruned-span', [{ key: String(writing.stamp), value }]);
  await sayWords(
    writing,
    'pruned-span',
    known.map(({ key }) => ({ key, value: null })),
  );
}

function spansOf(words: KnownSpans): readonly Interval[] {
  const [first, ...others] = words;
  return others.length === 0 ? (first?.value ?? []) : union(words.flatMap(({ value }) => value));
}
