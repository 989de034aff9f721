import type { SummaryKind } from '../oops.js';
import { type Replacement, STATEMENT_REPLACEMENTS } from '../statements.js';
import { TIME_OUT_TYPES } from './classification-rules.js';
import { EVENT_REPLACEMENTS } from './event-values/event-replacements.js';

/** Takes out of exception values what makes every one of them unique, so that like is counted with like. */
export interface SignatureRule extends Replacement {
  /** The kinds of summary whose systems it serves; absent: all. */
  readonly kinds?: readonly SummaryKind[];
  /** Exception types, `*` and `?` match as in file names; absent: all. */
  readonly types?: readonly string[];
  /** Whether it serves OOPSes that were events of another kind, or those that were none; absent: both. */
  readonly events?: boolean;
}

/** A rule that is built in. */
interface ExplainedRule extends SignatureRule {
  /** Why what it replaces says nothing about the fault. */
  readonly reason: string;
}

/** The rules in the order in which they are applied. All that match are. */
export const SIGNATURE_RULES: readonly ExplainedRule[] = [
  {
    pattern: /\b0x[\da-f]+L?\b/gi,
    replacement: '$ADDRESS',
    reason: 'where an object lay in memory differs from process to process',
  },
  {
    types: ['Unicode*Error'],
    pattern: /(?<=\bin position) \d+(?:-\d+)?/g,
    replacement: '',
    reason: 'where in a text the character stood depends on the text',
  },
  {
    pattern: /(?<=\bThere were) \d+(?= items\b)/g,
    replacement: '',
    reason: 'how many items there were depends on the data',
  },
  ...EVENT_REPLACEMENTS.map((replacement) => ({ events: true, ...replacement })),
  {
    kinds: ['codehosting'],
    types: ['NotBranchError', 'NoRepositoryPresent', 'NoSuchFile'],
    // From the first character after a space, quote or bracket, so that long words are read once.
    pattern: /(?<![^\s"'`<>()[\]])[^\s"'`<>()[\]]*?\bpush-branches\/[^\s"'`<>()[\]]*/g,
    replacement: '$BRANCH',
    reason: 'the same fault can meet every branch in the push area',
  },
  {
    kinds: ['codehosting'],
    types: ['MalformedHunkHeader'],
    pattern: /^([^.:\n]*).*$/gs,
    replacement: '$1',
    reason: 'after its first words the value quotes the patch',
  },
  ...STATEMENT_REPLACEMENTS.map((replacement) => ({
    kinds: ['webapp'] as const,
    types: [...TIME_OUT_TYPES, 'SoftRequestTimeout', 'ProgrammingError', 'SQLObjectMoreThanOneResultError'],
    ...replacement,
    reason: 'the value quotes an SQL statement with its data',
  })),
  {
    kinds: ['checkwatches'],
    types: ['ProtocolError', 'UnparseableBugData'],
    pattern: /\bhttps?:\/\/[^\s"'<>]*[^\s"'<>.,:;)\]]/gi,
    replacement: '$URL',
    reason: 'the same fault can meet every bug of a remote tracker',
  },
  {
    kinds: ['checkwatches'],
    types: ['ProtocolError'],
    // The client's own words name the server without the scheme: `<ProtocolError for bugs.example.com/rpc: 500 …>`.
    pattern: /(?<=<ProtocolError for )\S+(?=: )/g,
    replacement: '$URL',
    reason: 'the same fault can meet every remote tracker',
  },
  {
    kinds: ['checkwatches'],
    types: ['BugNotFound', 'UnparseableBugData'],
    pattern: /(?<![\p{L}\p{N}_])\d+(?![\p{L}\p{N}_])/gu,
    replacement: '',
    reason: 'the number is that of the remote bug',
  },
  {
    kinds: ['checkwatches'],
    pattern: /(?<=\bYour query returned) \d+/g,
    replacement: '',
    reason: 'how much a remote tracker returned depends on its data',
  },
  {
    pattern: /\s+/g,
    replacement: ' ',
    reason:
      'the text format folds white space, so that the same failure would count twice, once in each format',
  },
];
