import { matchesGlob } from '../../text/glob.js';
import type { RedactionRules } from './redaction-rules.js';

/**
 * What names of secrets have in them, with `_` or `-` between words or nothing: the words that Sentry's scrubber, Django's
 * `SafeExceptionReporterFilter` and Rails' `filter_parameters` go by.
 */
export const SECRET_WORDS = [
  'pass(?:word|wd|phrase|code)',
  'pwd',
  'secret',
  'token',
  'api[_-]?key',
  'access[_-]?key',
  'private[_-]?key',
  'auth[_-]?key',
  'credentials?',
  'session[_-]?(?:id|key)',
] as const;

/** Names of secrets that are so only as whole words: `pass` is in too many others. */
export const SECRET_WHOLE_WORDS = ['pass', 'pw', 'auth'] as const;

/** Headers whose whole value is a secret. */
export const SECRET_HEADERS = ['authorization', 'cookies?'] as const;

const BUILT_IN = new RegExp(
  `${[...SECRET_WORDS, ...SECRET_HEADERS].join('|')}|csrf|(?:^|[_-])(?:${SECRET_WHOLE_WORDS.join('|')})(?:$|[_-])`,
  'i',
);

/**
 * Makes what tells whether the value of a request variable, a header or a key is a secret, by its name.
 *
 * @example
 * const isSecret = createNameTest(BUILT_IN_REDACTION);
 * isSecret('HTTP_X_API_KEY'); // true
 */
export function createNameTest({
  builtIn,
  variables,
  parameters,
}: Pick<RedactionRules, 'builtIn' | 'variables' | 'parameters'>): (name: string) => boolean {
  const own = [...variables, ...parameters].map((name) => name.toLowerCase().replaceAll('-', '_'));
  return (name) => {
    if (builtIn && BUILT_IN.test(name)) return true;
    const plain = name.toLowerCase().replaceAll('-', '_');
    // A header is a request variable by the name of CGI (RFC 3875, 4.1.18).
    return own.some((glob) => matchesGlob(glob, plain) || matchesGlob(`http_${glob}`, plain));
  };
}
