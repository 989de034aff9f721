import { cutMiddle } from './cut-text.js';
import { isOneOfTypes } from './exception-type.js';
import type { Signature } from './oops.js';
import { SIGNATURE_RULES, type SignatureRule } from './signature-rules.js';
import { replaceAll } from './sql-statement.js';
import type { SummaryKind } from './summary-kind.js';

/** How much of a normalised value tells signatures apart, in characters. */
const VALUE_LENGTH = 1000;

/**
 * What groups in a summary count by: the exception type and its value without what makes every value unique.
 *
 * A value of several lines becomes one, for the text format keeps no others, and writers differ in the white space at
 * its ends. A long value keeps its beginning and its end around ` ... `, 1,000 characters in all. Unknown
 * is ''. The kind is that of the group to which the OOPS's system belongs.
 *
 * @example
 * signatureOf('KeyError', '<Person at 0x7f3a21>', 'webapp'); // { type: 'KeyError', value: '<Person at $ADDRESS>' }
 */
export function signatureOf(
  type: string | null,
  value: string | null,
  kind: SummaryKind,
  rules: readonly SignatureRule[] = SIGNATURE_RULES,
): Signature {
  const applied = rules.filter((rule) => appliesTo(rule, type ?? '', kind));
  const normalised = replaceAll(value ?? '', applied).trim();
  return { type: type ?? '', value: cutMiddle(normalised, VALUE_LENGTH) };
}

function appliesTo(rule: SignatureRule, type: string, kind: SummaryKind): boolean {
  return (rule.kinds?.includes(kind) ?? true) && (rule.types === undefined || isOneOfTypes(rule.types, type));
}
