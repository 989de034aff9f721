import type { z } from 'zod';
import {
  CLASSES_OF_KIND,
  type ClassificationRule,
  type KindClassificationRule,
  OOPS_CLASSES,
} from '../oops/classes/classification-rules.js';
import { extendRules, type OopsRules } from '../oops/classes/rules.js';
import { findsPattern, type Pattern } from '../text/pattern.js';
import { SUMMARY_KINDS } from './config.js';
import { choice, list, mapping, pattern, scalar, text } from './values.js';

const conditions = { types: list(text).exactOptional(), kinds: list(choice(SUMMARY_KINDS)).exactOptional() };

/** Into which section an OOPS goes. */
const classificationRule = mapping({
  class: choice(OOPS_CLASSES),
  ...conditions,
  informational: choice(['true', 'false'])
    .transform((word) => word === 'true')
    .exactOptional(),
  url: pattern.exactOptional(),
}).superRefine(({ class: section, types, kinds, informational, url }, { addIssue }) => {
  if (kinds === undefined) {
    if (types ?? informational ?? url) return;
    addIssue('a rule needs a condition: types, informational or url.');
    return;
  }
  if (informational !== undefined || url) {
    addIssue(
      'a rule with kinds tells OOPSes apart by their types alone. Remove informational and url, or kinds.',
    );
  }
  if (!types) addIssue('a rule with kinds needs types.');
  for (const kind of kinds) {
    if (CLASSES_OF_KIND[kind].includes(section)) continue;
    addIssue(`a ${kind} summary has no section ${section}. It has ${CLASSES_OF_KIND[kind].join(', ')}.`);
  }
});

/** What in the values of exceptions makes each of them unique. */
const normalisationRule = mapping({
  pattern: pattern.refine((own) => !findsPattern(own, ''), {
    error: ({ input }) =>
      `${JSON.stringify((input as Pattern).source)} also finds nothing at all, so that it would be replaced everywhere.`,
  }),
  replacement: scalar((replacement) => replacement, 'a text').default(''),
  ...conditions,
});

/** The keys `classification` and `normalisation`, as they become rules. */
export const RULE_KEYS = {
  classification: list(classificationRule).default([]),
  normalisation: list(normalisationRule).default([]),
};

/** The built-in rules, with those of the config. */
export function rulesOf(own: {
  readonly classification: readonly z.output<typeof classificationRule>[];
  readonly normalisation: OopsRules['signatures'];
}): OopsRules {
  const classification: ClassificationRule[] = [];
  const kindClassification: KindClassificationRule[] = [];
  for (const { kinds, ...rule } of own.classification) {
    if (kinds)
      kindClassification.push({ class: rule.class, types: rule.types ?? [], kinds, precedence: 'before' });
    else classification.push(rule);
  }
  return extendRules({ classification, kindClassification, signatures: own.normalisation });
}
