import {
  CLASSIFICATION_RULES,
  type ClassificationRule,
  KIND_CLASSIFICATION_RULES,
  type KindClassificationRule,
} from './classification-rules.js';
import { SIGNATURE_RULES, type SignatureRule } from './signature-rules.js';

/** What decides the section and the group of an OOPS. */
export interface OopsRules {
  /** For every kind of summary: the first that matches counts. */
  readonly classification: readonly ClassificationRule[];
  /** For single kinds of summary: the first that matches counts. */
  readonly kindClassification: readonly KindClassificationRule[];
  /** Normalise exception values: all that match are applied, in order. */
  readonly signatures: readonly SignatureRule[];
}

/** The rules without a config. */
export const BUILT_IN_RULES: OopsRules = {
  classification: CLASSIFICATION_RULES,
  kindClassification: KIND_CLASSIFICATION_RULES,
  signatures: SIGNATURE_RULES,
};

/**
 * The built-in rules with some of the user's own. Own classification comes first, so that it can overrule what is built
 * in; own normalisation comes last, so that it is written for values as reports show them.
 */
export function extendRules(own: OopsRules): OopsRules {
  return {
    classification: [...own.classification, ...CLASSIFICATION_RULES],
    kindClassification: [...own.kindClassification, ...KIND_CLASSIFICATION_RULES],
    signatures: [...SIGNATURE_RULES, ...own.signatures],
  };
}
