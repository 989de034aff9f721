import { keyOfName } from '../../../oops/key-of-name.js';
import type { SummaryKind } from '../../../oops/oops.js';
import { compareText } from '../../../text/compare-text.js';
import type { DerivationSettings } from '../../derivation-settings.js';
import type { Reporter } from '../../records.js';
import { baseClassSql } from '../classes/base-class.js';
import type { Connection, Parameters } from '../connecting/connection.js';
import { nameRules } from '../signing/signing.js';
import { findStale, readResigned } from '../signing/stale-signatures.js';
import { literal, literals } from '../sql-text.js';
import { lastWords, type Word, type WordKind, type Words } from '../words.js';
import type { DerivedColumns } from './derived-columns.js';
import { createReadStretches, type ReadStretches } from './read-stretches.js';
import { createVocabulary, type Vocabulary } from './vocabulary.js';

/**
 * How the questions of one snapshot read events: as of its cut, and with what follows from the config as it stands.
 *
 * @example
 * const { from, alive, parameters, columns } = reading;
 * connection.rows(`SELECT ${columns.signature}, count() FROM ${from} WHERE ${alive} GROUP BY 1`, parameters);
 */
export interface Reading {
  readonly connection: Connection;
  readonly settings: DerivationSettings;
  /** What is written later is not read. */
  readonly cut: number;
  /** The table to read from, as it stands behind FROM. Its columns are those of `event`, and those of `columns`. */
  readonly from: string;
  /** What the rows of the snapshot have in common: a condition of every question. */
  readonly alive: string;
  /** The parameters of both. */
  readonly parameters: Parameters;
  readonly columns: DerivedColumns;
  readonly vocabulary: Vocabulary;
  readonly stretches: ReadStretches;
  /** Whether the signatures of anything are remembered that was pruned. */
  readonly hasPruned: boolean;
  readonly reporters: readonly KeyedReporter[];
  /** The keys of reporters by their names; of names that were never heard there are none. */
  reporterKeys(names: readonly string[]): string[];
  /** The name of a reporter by its key. */
  reporterName(key: string): string;
  kindOf(key: string): SummaryKind;
  lastWords<Kind extends WordKind>(
    kind: Kind,
    where?: string,
    parameters?: Parameters,
    most?: number,
  ): Promise<Word<Words[Kind]>[]>;
}

/** A reporter with what rows have for its name. */
export interface KeyedReporter extends Reporter {
  readonly key: string;
}

/** Begins to read as of a cut. */
export async function beginReading(
  connection: Connection,
  settings: DerivationSettings,
  cut: number,
): Promise<Reading> {
  const wordsOf: Reading['lastWords'] = (kind, where = '1', parameters = {}, most?) =>
    lastWords(connection, kind, { cut, where, parameters, most });
  const [named, bugs, signed, pruned] = await Promise.all([
    wordsOf('reporter'),
    wordsOf('bug'),
    wordsOf('signed'),
    connection.row('SELECT 1 FROM pruned_signature WHERE stamp <= {cut:Int64} LIMIT 1', { cut }),
  ]);
  const reporters = named
    .map(({ key, value: { name } }) => ({ key, name, ...settings.describeReporter(name) }))
    .sort((a, b) => compareText(a.name, b.name));
  const byKey = new Map(reporters.map((reporter) => [reporter.key, reporter]));
  const kindOf = (key: string) => byKey.get(key)?.kind ?? settings.describeReporter(key).kind;
  const stale = findStale(
    signed.map(({ value }) => value),
    nameRules(settings.rules.signatures),
    kindOf,
  );
  const resigned = stale.length === 0 ? null : readResigned(stale);
  return {
    connection,
    settings,
    cut,
    from: resigned ? `event FINAL ${resigned.join}` : 'event FINAL',
    alive: 'stamp <= {cut:Int64} AND gone_stamp > {cut:Int64}',
    parameters: { cut, ...resigned?.parameters },
    columns: {
      ...(resigned?.columns ?? AS_WRITTEN),
      baseClass: baseClassSql(settings.rules.classification),
      isLocalReferrer: localReferrerSql(settings.localReferrers),
    },
    vocabulary: createVocabulary(new Map(bugs.map(({ key, value: { bug } }) => [Number(key), bug]))),
    stretches: createReadStretches(),
    hasPruned: pruned !== undefined,
    reporters,
    reporterKeys: (names) => names.map(keyOfName).filter((key) => byKey.has(key)),
    reporterName: (key) => byKey.get(key)?.name ?? key,
    kindOf,
    lastWords: wordsOf,
  };
}

/** The signatures of events that were signed by the rules that there are. */
const AS_WRITTEN = {
  signature: 'signature',
  signatureType: 'signature_type',
  signatureValue: 'signature_value',
} as const;

/** See `isLocalReferrer`: a host of ours, or one below it. */
function localReferrerSql(hosts: readonly string[]): string {
  const own = hosts.map((host) => host.toLowerCase());
  if (own.length === 0) return '0';
  const below = own.map((host) => `endsWith(ifNull(referrer_host, ''), ${literal(`.${host}`)})`);
  return `(ifNull(referrer_host, '') IN ${literals(own)} OR ${below.join(' OR ')})`;
}
