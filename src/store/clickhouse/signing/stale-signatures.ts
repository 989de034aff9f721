import type { SummaryKind } from '../../../oops/oops.js';
import type { Parameters } from '../connecting/connection.js';
import type { DerivedColumns } from '../events/derived-columns.js';
import type { Words } from '../words.js';
import type { NameRules } from './signing.js';

/** Events of a reporter that were signed by other rules than those of its kind are now. */
export interface StalePair {
  /** The key of the reporter. */
  readonly reporter: string;
  /** The name of the rules by which they were signed. */
  readonly signedBy: string;
  /** The name of the rules now. */
  readonly rules: string;
}

/** How events are read whose signatures follow from other rules. */
export interface ResignedEvents {
  /** What stands behind the table in FROM. */
  readonly join: string;
  readonly parameters: Parameters;
  readonly columns: Pick<DerivedColumns, 'signature' | 'signatureType' | 'signatureValue'>;
}

/** Finds what was signed by other rules; mostly there is nothing. */
export function findStale(
  signed: readonly Words['signed'][],
  rulesOf: NameRules,
  kindOf: (reporterKey: string) => SummaryKind,
): StalePair[] {
  return signed
    .map(({ reporter, rules }) => ({ reporter, signedBy: rules, rules: rulesOf(kindOf(reporter)) }))
    .filter(({ signedBy, rules }) => signedBy !== rules);
}

/** That an event is one of the pairs, as SQL over `event`, with the parameters of `staleParameters`. */
export const IS_STALE =
  '(reporter, signed_by) IN arrayZip({stale_reporters:Array(String)}, {stale_signed:Array(String)})';

/** The parameters of `IS_STALE`. */
export function staleParameters(pairs: readonly StalePair[]): Parameters {
  return {
    stale_reporters: pairs.map(({ reporter }) => reporter),
    stale_signed: pairs.map(({ signedBy }) => signedBy),
  };
}

/**
 * Has events read with the signatures that the rules give them now. The table of these is sent to each shard, where what is counted
 * is counted then. What is not in it yet, because it came a moment ago, has the signature that it was written with.
 */
export function readResigned(pairs: readonly StalePair[]): ResignedEvents {
  const rulesNow =
    "transform(reporter, {resigned_reporters:Array(String)}, {resigned_rules_now:Array(String)}, '')";
  const choose = (column: string) => `if(${IS_STALE}, ifNull(resigned_${column}, ${column}), ${column})`;
  return {
    join: `GLOBAL ANY LEFT JOIN (
      SELECT rules AS resigned_rules, exception AS resigned_exception, signature AS resigned_signature,
        signature_type AS resigned_signature_type, signature_value AS resigned_signature_value
      FROM resigned WHERE rules IN {resigned_rules_now:Array(String)}
    ) AS resigned ON exception = resigned_exception AND ${rulesNow} = resigned_rules`,
    parameters: {
      ...staleParameters(pairs),
      resigned_reporters: pairs.map(({ reporter }) => reporter),
      resigned_rules_now: pairs.map(({ rules }) => rules),
    },
    columns: {
      signature: choose('signature'),
      signatureType: choose('signature_type'),
      signatureValue: choose('signature_value'),
    },
  };
}
