import type { ExplainedReplacement } from './explained-replacement.js';

/** Ids that are no words. What is all digits is a number, however long. */
export const IDENTIFIER_REPLACEMENTS: readonly ExplainedReplacement[] = [
  {
    pattern: /(?<![\p{L}\p{N}])[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}(?![\p{L}\p{N}])/giu,
    replacement: '$UUID',
    reason: 'an id is of one thing, and the same fault can meet them all',
  },
  {
    // 8 digits or more, with a letter and a figure among them: `effaced` is a word.
    pattern: /(?<![\p{L}\p{N}])(?=\d*[a-f])(?=[a-f]*\d)[\da-f]{8,}(?![\p{L}\p{N}])/giu,
    replacement: '$HEX',
    reason: 'a digest or an id is of one thing, and the same fault can meet them all',
  },
];
