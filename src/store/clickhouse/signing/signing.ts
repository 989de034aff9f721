import { hash } from 'node:crypto';
import { memoize } from '../../../memoize.js';
import type { SignatureRule } from '../../../oops/classes/signature-rules.js';
import type { SummaryKind } from '../../../oops/oops.js';

/** Names the rules by which an exception of a kind gets its signature: equal where these are, whatever machine asks. */
export type NameRules = (kind: SummaryKind) => string;

/**
 * Makes what names rules. Only those count that serve the kind, so that a system that becomes one of another kind mostly keeps
 * its signatures.
 *
 * @example
 * const rulesOf = nameRules([]);
 * rulesOf('webapp'); // 'da39a3ee'
 */
export function nameRules(rules: readonly SignatureRule[]): NameRules {
  return memoize((kind: SummaryKind) => {
    const own = rules.filter(({ kinds }) => kinds?.includes(kind) ?? true);
    const text = own.map(({ pattern, replacement, types, events }) =>
      JSON.stringify([
        pattern instanceof RegExp ? String(pattern) : pattern.source,
        replacement,
        types,
        events,
      ]),
    );
    return hash('sha1', text.join('\n')).slice(0, 8);
  });
}
