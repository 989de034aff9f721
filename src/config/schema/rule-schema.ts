import type { z } from 'zod';
import {
  CLASSES_OF_KIND,
  type ClassificationRule,
  type KindClassificationRule,
  OOPS_CLASSES,
} from '../../oops/classes/classification-rules.js';
import { extendRules, type OopsRules } from '../../oops/classes/rules.js';
import { findsPattern, type Pattern } from '../../text/pattern.js';
import { SUMMARY_KINDS } from '../config.js';
import { redactionOf, redactSchema } from './redact-schema.js';
import { choice, flag, list, mapping, pattern, scalar, text } from './values.js';

const conditions = {
  types: list(text).describe('Of these exception types only; * and ? match.').exactOptional(),
  kinds: list(choice(SUMMARY_KINDS)).describe('In summaries of these kinds only.').exactOptional(),
};

/** Into which section an OOPS goes. */
const classificationRule = mapping({
  class: choice(OOPS_CLASSES).describe('The section.'),
  ...conditions,
  informational: flag.describe('Of those only that are informational, or are not.').exactOptional(),
  url: pattern.describe('A regular expression that is searched for in the URL.').exactOptional(),
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
  pattern: pattern
    .refine((own) => !findsPattern(own, ''), {
      error: ({ input }) =>
        `${JSON.stringify((input as Pattern).source)} also finds nothing at all, so that it would be replaced everywhere.`,
    })
    .describe('A regular expression: every match is replaced.'),
  replacement: scalar((replacement) => replacement, 'a text')
    .default('')
    .describe('What stands in its place; $1 is what the first group of the pattern matched.'),
  ...conditions,
});

/** The keys `classification` and `normalisation`, as they become rules. */
export const RULE_KEYS = {
  classification: list(classificationRule)
    .default([])
    .describe(
      'Into which section of the summary an OOPS goes: the first rule that matches, these before the built-in ones.',
    ),
  normalisation: list(normalisationRule)
    .default([])
    .describe('What varies in the values of like failures, so that they count as one.'),
  redact: redactSchema.describe('What nobody is to see: it is neither stored nor shown.'),
};

/** The built-in rules, with those of the config. */
export function rulesOf(own: {
  readonly classification: readonly z.output<typeof classificationRule>[];
  readonly normalisation: OopsRules['signatures'];
  readonly redact: z.output<typeof redactSchema>;
}): OopsRules {
  const classification: ClassificationRule[] = [];
  const kindClassification: KindClassificationRule[] = [];
  for (const { kinds, ...rule } of own.classification) {
    if (kinds)
      kindClassification.push({ class: rule.class, types: rule.types ?? [], kinds, precedence: 'before' });
    else classification.push(rule);
  }
  return extendRules({
    classification,
    kindClassification,
    signatures: own.normalisation,
    redaction: redactionOf(own.redact),
  });
}
