import { findsPattern } from '../../text/pattern.js';
import type { Oops, SummaryKind } from '../oops.js';
import {
  CLASSES_OF_KIND,
  CLASSIFICATION_RULES,
  type ClassificationRule,
  KIND_CLASSIFICATION_RULES,
  type KindClassificationRule,
  type OopsClass,
} from './classification-rules.js';
import { isOneOfTypes } from './failure-mode.js';
import type { OopsRules } from './rules.js';

/**
 * What an OOPS is counted as before the kind of summary has its say: the class of the first rule that matches, else
 * `exceptions`. It depends on the OOPS alone.
 *
 * @example
 * baseClassOf({ type: 'NotFound', informational: false, url: 'https://launchpad.net/x' }); // 'pages-not-found'
 */
export function baseClassOf(
  oops: Pick<Oops, 'type' | 'informational' | 'url'>,
  rules: readonly ClassificationRule[] = CLASSIFICATION_RULES,
): OopsClass {
  return createClassifier(rules)(oops);
}

/** Types remembered with the rules that can match them; a hostile writer can invent any number of types. */
const REMEMBERED_TYPES = 10_000;

/** Makes `baseClassOf` of many OOPSes: which rules are about a type is found out once. */
export function createClassifier(
  rules: readonly ClassificationRule[],
): (oops: Pick<Oops, 'type' | 'informational' | 'url'>) => OopsClass {
  const rulesOfType = new Map<string, readonly ClassificationRule[]>();

  function rulesOf(type: string): readonly ClassificationRule[] {
    const known = rulesOfType.get(type);
    if (known) return known;
    if (rulesOfType.size >= REMEMBERED_TYPES) rulesOfType.clear();
    const found = rules.filter(({ types }) => types === undefined || isOneOfTypes(types, type));
    rulesOfType.set(type, found);
    return found;
  }

  return (oops) => rulesOf(oops.type ?? '').find((rule) => matches(rule, oops))?.class ?? 'exceptions';
}

/** What an OOPS is counted as. */
export interface CountedClass {
  /** Before the kind of summary has its say, so that a summary of any kind can be made. */
  readonly base: OopsClass;
  /** In a summary of the kind of its system: the word for it everywhere. */
  readonly class: OopsClass;
}

/**
 * Makes what counts OOPSes of systems whose kinds of summary are known.
 *
 * @example
 * const count = createCounter(BUILT_IN_RULES);
 * count({ type: 'TimeoutError', informational: false, url: null }, 'codehosting').class; // 'remote-errors'
 */
export function createCounter({
  classification,
  kindClassification,
}: Pick<OopsRules, 'classification' | 'kindClassification'>): (
  oops: Pick<Oops, 'type' | 'informational' | 'url'>,
  kind: SummaryKind,
) => CountedClass {
  const classify = createClassifier(classification);
  const known = new Map<string, CountedClass>();
  return (oops, kind) => {
    const base = classify(oops);
    const key = `${kind} ${base} ${oops.type ?? ''}`;
    let counted = known.get(key);
    if (!counted) {
      if (known.size >= REMEMBERED_TYPES) known.clear();
      counted = { base, class: classInKind(base, oops.type, kind, kindClassification) };
      known.set(key, counted);
    }
    return counted;
  };
}

/** Makes the question whether some kind of summary can count an OOPS as a time-out, hard or soft. */
export function createTimeOutTest({
  classification,
  kindClassification,
}: Pick<OopsRules, 'classification' | 'kindClassification'>): (oops: Oops) => boolean {
  const classify = createClassifier(classification);
  const rulesOfKinds = kindClassification.filter((rule) => isTimeOut(rule.class));
  return (oops) =>
    isTimeOut(classify(oops)) || rulesOfKinds.some(({ types }) => isOneOfTypes(types, oops.type ?? ''));
}

function isTimeOut(oopsClass: OopsClass): boolean {
  return oopsClass === 'time-outs' || oopsClass === 'soft-time-outs';
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

/** Whether a rule that is about the type matches all the rest. */
function matches(rule: ClassificationRule, oops: Pick<Oops, 'informational' | 'url'>): boolean {
  return (
    (rule.informational === undefined || rule.informational === oops.informational) &&
    (rule.url === undefined || findsPattern(rule.url, oops.url ?? ''))
  );
}
