import type { Pattern } from '../../text/pattern.js';
import type { SummaryKind } from '../oops.js';

/** What an OOPS can be counted as. Each is the id of the section that shows it, as in the JSON of `daily`. */
export const OOPS_CLASSES = [
  'exceptions',
  'time-outs',
  'soft-time-outs',
  'informational-only-errors',
  'user-generated-errors',
  'unauthorized-errors',
  'pages-not-found',
  'remote-errors',
  'remote-checkwatches-warnings',
  'application-errors',
  'producer-errors',
  'assertion-errors',
  'value-errors',
  'unknown-errors',
] as const;
export type OopsClass = (typeof OOPS_CLASSES)[number];

/** Counts an OOPS as one class, whatever the kind of summary. It matches when every condition given is met. */
export interface ClassificationRule {
  readonly class: OopsClass;
  /** Exception types; `*` and `?` match as in file names. */
  readonly types?: readonly string[];
  readonly informational?: boolean;
  /** Searched in the URL as it was written, still percent-quoted. */
  readonly url?: Pattern | RegExp;
}

/** Counts an OOPS as another class in summaries of some kinds. */
export interface KindClassificationRule {
  readonly kinds: readonly SummaryKind[];
  readonly class: OopsClass;
  /** Exception types; `*` and `?` match as in file names. */
  readonly types: readonly string[];
  /** Whether it comes before the rules for every kind, or takes only what those leave in Exceptions. */
  readonly precedence: 'before' | 'after';
}

/** The exceptions that mean a request ran out of time. */
export const TIME_OUT_TYPES = [
  'RequestExpired',
  'RequestStatementTimedOut',
  'TimeoutError',
  'LaunchpadTimeoutError',
] as const;

/**
 * Two @ in a row, or a character outside ASCII, whether percent-quoted or not. It is written so that every engine that searches for
 * it reads it alike.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant.
const MANGLED_URL = /(?:@|%40){2}|[^\x00-\x7f]|%[89A-Fa-f][0-9A-Fa-f]/;

/** The rules for every kind of summary, in order: the first that matches counts, and no match means Exceptions. */
export const CLASSIFICATION_RULES: readonly ClassificationRule[] = [
  { class: 'time-outs', types: TIME_OUT_TYPES },
  { class: 'soft-time-outs', types: ['SoftRequestTimeout'] },
  { class: 'informational-only-errors', informational: true },
  {
    class: 'user-generated-errors',
    types: [
      'UnexpectedFormData',
      'OffsiteFormPostError',
      'ProtocolErrorException',
      'InvalidBatchSizeError',
      'UnsupportedFeedFormat',
      'UntrustedReturnURL',
      'UserRequestOops',
    ],
  },
  {
    class: 'user-generated-errors',
    types: ['UnicodeEncodeError', 'TypeError', 'ProgrammingError'],
    url: MANGLED_URL,
  },
  { class: 'unauthorized-errors', types: ['Unauthorized'] },
  { class: 'pages-not-found', types: ['NotFound', 'DeletedProxiedLibraryFileAlias', 'GoneError'] },
];

/** The rules of single kinds of summary, in order. */
export const KIND_CLASSIFICATION_RULES: readonly KindClassificationRule[] = [
  {
    kinds: ['codehosting'],
    class: 'remote-errors',
    types: [
      'ConnectionError',
      'InvalidHttpResponse',
      'TimeoutError',
      'NotBranchError',
      'UnsupportedFormatError',
      'UnknownFormatError',
      'BranchReferenceForbidden',
      'BranchReferenceValueError',
      'BranchReferenceLoopError',
      'InvalidURIError',
    ],
    precedence: 'before',
  },
  {
    kinds: ['checkwatches'],
    class: 'remote-checkwatches-warnings',
    types: [
      'BugTrackerConnectError',
      'BugWatchUpdateWarning',
      'UnknownRemoteStatusError',
      'InvalidBugId',
      'BugNotFound',
    ],
    precedence: 'after',
  },
  // Only the names of the Ubuntu One sections are known. The type of that name is what each is taken to hold; without
  // any type an error is an unknown one.
  { kinds: ['ubuntuone'], class: 'application-errors', types: ['ApplicationError'], precedence: 'after' },
  { kinds: ['ubuntuone'], class: 'producer-errors', types: ['ProducerError'], precedence: 'after' },
  { kinds: ['ubuntuone'], class: 'assertion-errors', types: ['AssertionError'], precedence: 'after' },
  { kinds: ['ubuntuone'], class: 'value-errors', types: ['ValueError'], precedence: 'after' },
  { kinds: ['ubuntuone'], class: 'unknown-errors', types: ['UnknownError', ''], precedence: 'after' },
];

/** The classes that a kind of summary has sections for. Whatever is of another class is in its Exceptions. */
export const CLASSES_OF_KIND: Readonly<Record<SummaryKind, readonly OopsClass[]>> = {
  webapp: [
    'exceptions',
    'time-outs',
    'soft-time-outs',
    'informational-only-errors',
    'user-generated-errors',
    'unauthorized-errors',
    'pages-not-found',
  ],
  codehosting: ['exceptions', 'remote-errors'],
  checkwatches: ['exceptions', 'remote-checkwatches-warnings'],
  ubuntuone: [
    'exceptions',
    'time-outs',
    'application-errors',
    'producer-errors',
    'assertion-errors',
    'value-errors',
    'unknown-errors',
  ],
  generic: ['exceptions'],
};
