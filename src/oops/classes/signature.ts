import { cutMiddle } from '../../text/cut-text.js';
import type { Oops, Signature, SummaryKind } from '../oops.js';
import { replaceAll } from '../statements.js';
import { isOneOfTypes } from './failure-mode.js';
import { readFingerprint } from './fingerprint.js';
import { SIGNATURE_RULES, type SignatureRule } from './signature-rules.js';

/** How much of a type or a normalised value tells signatures apart, in characters. */
const LENGTH = 1000;

/** How much of an event's value is read for it: its beginning and its end, in characters. Logs hold whole documents. */
const READ_OF_EVENTS = 20_000;

/** What of an OOPS makes its signature. */
export type SignedException = Pick<Oops, 'type' | 'value' | 'fingerprint' | 'isEvent'>;

/**
 * What groups in a summary count by: the exception type and its value without what makes every value unique; or, where
 * its writer says what tells the group, that: see `readFingerprint`.
 *
 * A value of several lines becomes one, for the text format keeps no others, and writers differ in the white space at
 * its ends. A long value keeps its beginning and its end around ` ... `, 1,000 characters in all. Unknown
 * is ''. The kind is that of the group to which the OOPS's system belongs.
 *
 * @example
 * signatureOf({ type: 'KeyError', value: '<Person at 0x7f3a21>', ...NO_EVENT }, 'webapp');
 * // { type: 'KeyError', value: '<Person at $ADDRESS>' }
 */
export function signatureOf(
  exception: SignedException,
  kind: SummaryKind,
  rules: readonly SignatureRule[] = SIGNATURE_RULES,
): Signature {
  const fingerprint = readFingerprint(exception);
  if (fingerprint?.refinesDefault === false) {
    return { type: cutMiddle(fingerprint.text, LENGTH), value: '' };
  }
  const applied = rules.filter((rule) => appliesTo(rule, exception, kind));
  const value = exception.value ?? '';
  const read = exception.isEvent ? cutMiddle(value, READ_OF_EVENTS) : value;
  const normalised = replaceAll(read, applied).trim();
  const refined = fingerprint ? `${normalised} [${fingerprint.text}]`.trim() : normalised;
  return { type: exception.type ?? '', value: cutMiddle(refined, LENGTH) };
}

function appliesTo(rule: SignatureRule, { type, isEvent }: SignedException, kind: SummaryKind): boolean {
  return (
    (rule.kinds?.includes(kind) ?? true) &&
    (rule.types === undefined || isOneOfTypes(rule.types, type ?? '')) &&
    (rule.events === undefined || rule.events === isEvent)
  );
}
