import { signatureOf } from '../../../oops/classes/signature.js';
import type { DerivationSettings } from '../../derivation-settings.js';
import type { Connection } from '../connecting/connection.js';
import { LATEST, lastWords } from '../words.js';
import { nameRules } from './signing.js';
import { findStale, IS_STALE, type StalePair, staleParameters } from './stale-signatures.js';

/** How many are written at once. */
const BATCH = 10_000;

/**
 * Signs anew the exceptions of events that were signed by other rules than the config has now, each once: events stay as they were
 * written, and are read with the signatures of the table `resigned`.
 */
export async function refreshSignatures(connection: Connection, settings: DerivationSettings): Promise<void> {
  const [signed, reporters] = await Promise.all([
    lastWords(connection, 'signed', { cut: LATEST }),
    lastWords(connection, 'reporter', { cut: LATEST }),
  ]);
  const names = new Map(reporters.map(({ key, value }) => [key, value.name]));
  const kindOf = (key: string) => settings.describeReporter(names.get(key) ?? key).kind;
  const stale = findStale(
    signed.map(({ value }) => value),
    nameRules(settings.rules.signatures),
    kindOf,
  );
  for (const [rules, pairs] of Map.groupBy(stale, (pair) => pair.rules)) {
    const [pair] = pairs;
    if (pair) await signAnew(connection, settings, pairs, { rules, kind: kindOf(pair.reporter) });
  }
}

/** Signs those of some reporters that are of one kind now, or of kinds with the same rules. */
async function signAnew(
  connection: Connection,
  { rules }: DerivationSettings,
  pairs: readonly StalePair[],
  target: {
    readonly rules: string;
    readonly kind: ReturnType<DerivationSettings['describeReporter']>['kind'];
  },
): Promise<void> {
  const exceptions = connection.parts<ExceptionRow>(
    `SELECT toString(exception), any(type), any(value), any(fingerprint), any(is_event) FROM event
     WHERE ${IS_STALE} AND exception GLOBAL NOT IN (SELECT exception FROM resigned WHERE rules = {rules:String})
     GROUP BY exception`,
    { ...staleParameters(pairs), rules: target.rules },
  );
  let waiting: object[] = [];
  for await (const rows of exceptions) {
    for (const [exception, type, value, fingerprint, isEvent] of rows) {
      const signature = signatureOf(
        {
          ...{ type, value, isEvent: isEvent === 1 },
          fingerprint: fingerprint === null ? null : (JSON.parse(fingerprint) as string[]),
        },
        target.kind,
        rules.signatures,
      );
      waiting.push({
        ...{ rules: target.rules, exception },
        signature_type: signature.type.toWellFormed(),
        signature_value: signature.value.toWellFormed(),
      });
    }
    if (waiting.length >= BATCH) {
      await connection.insert('resigned', waiting);
      waiting = [];
    }
  }
  await connection.insert('resigned', waiting);
}

type ExceptionRow = readonly [
  exception: string,
  type: string | null,
  value: string | null,
  fingerprint: string | null,
  isEvent: number,
];
