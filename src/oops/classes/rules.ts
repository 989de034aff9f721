import { BUILT_IN_REDACTION, type RedactionRules } from '../secrets/redaction-rules.js';
import {
  CLASSIFICATION_RULES,
  type ClassificationRule,
  KIND_CLASSIFICATION_RULES,
  type KindClassificationRule,
} from './classification-rules.js';
import { SIGNATURE_RULES, type SignatureRule } from './signature-rules.js';

/** What decides the section and the group of an OOPS, and what of it nobody is to see. */
export interface OopsRules {
  /** For every kind of summary: the first that matches counts. */
  readonly classification: readonly ClassificationRule[];
  /** For single kinds of summary: the first that matches counts. */
  readonly kindClassification: readonly KindClassificationRule[];
  /** Normalise exception values: all that match are applied, in order. */
  readonly signatures: readonly SignatureRule[];
  /** What is taken out before anything is stored or shown. */
  readonly redaction: RedactionRules;
}

/** The rules without a config. */
export const BUILT_IN_RULES: OopsRules = {
  classification: CLASSIFICATION_RULES,
  kindClassification: KIND_CLASSIFICATION_RULES,
  signatures: SIGNATURE_RULES,
  redaction: BUILT_IN_REDACTION,
};

/**
 * The built-in rules with some of the user's own. Own classification comes first, so that it can overrule what is built
 * in; own normalisation comes last, so that it is written for values as reports show them.
 */
export function extendRules(
  own: Omit<OopsRules, 'redaction'> & Partial<Pick<OopsRules, 'redaction'>>,
): OopsRules {
  return {
    classification: [...own.classification, ...CLASSIFICATION_RULES],
    kindClassification: [...own.kindClassification, ...KIND_CLASSIFICATION_RULES],
    signatures: [...SIGNATURE_RULES, ...own.signatures],
    redaction: own.redaction ?? BUILT_IN_REDACTION,
  };
}
