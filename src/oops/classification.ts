import {
  CLASSES_OF_KIND,
  CLASSIFICATION_RULES,
  type ClassificationRule,
  KIND_CLASSIFICATION_RULES,
  type KindClassificationRule,
  type OopsClass,
} from './classification-rules.js';
import { isOneOfTypes } from './exception-type.js';
import type { Oops } from './oops.js';
import type { SummaryKind } from './summary-kind.js';

/**
 * What an OOPS is counted as before the kind of summary has its say: the class of the first rule that matches, else
 * `exceptions`. It depends on the OOPS alone, so that it can be stored with it.
 *
 * @example
 * baseClassOf({ type: 'NotFound', informational: false, url: 'https://launchpad.net/x' }); // 'pages-not-found'
 */
export function baseClassOf(
  oops: Pick<Oops, 'type' | 'informational' | 'url'>,
  rules: readonly ClassificationRule[] = CLASSIFICATION_RULES,
): OopsClass {
  return rules.find((rule) => matches(rule, oops))?.class ?? 'exceptions';
}

/**
 * What an OOPS is counted as in a summary of one kind. A system can be in groups of several kinds, so that one OOPS is
 * a remote error in one summary and a time-out in another. A class for which the kind has no section is `exceptions`.
 *
 * @example
 * classInKind('time-outs', 'TimeoutError', 'webapp');      // 'time-outs'
 * classInKind('time-outs', 'TimeoutError', 'codehosting'); // 'remote-errors'
 * classInKind('time-outs', 'TimeoutError', 'generic');     // 'exceptions'
 */
export function classInKind(
  baseClass: OopsClass,
  type: string | null,
  kind: SummaryKind,
  rules: readonly KindClassificationRule[] = KIND_CLASSIFICATION_RULES,
): OopsClass {
  const rule = rules.find(
    ({ kinds, types, precedence }) =>
      kinds.includes(kind) &&
      (precedence === 'before' || baseClass === 'exceptions') &&
      isOneOfTypes(types, type ?? ''),
  );
  const counted = rule?.class ?? baseClass;
  return CLASSES_OF_KIND[kind].includes(counted) ? counted : 'exceptions';
}

function matches(rule: ClassificationRule, oops: Pick<Oops, 'type' | 'informational' | 'url'>): boolean {
  return (
    (rule.informational === undefined || rule.informational === oops.informational) &&
    (rule.types === undefined || isOneOfTypes(rule.types, oops.type ?? '')) &&
    (rule.url === undefined || rule.url.test(oops.url ?? ''))
  );
}
