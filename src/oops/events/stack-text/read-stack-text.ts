import type { Cause } from '../../oops.js';
import { readDotnetStack } from './dotnet-stack.js';
import { readGoStack } from './go-stack.js';
import { readHeadedStack } from './headed-stack.js';
import { readPythonStack } from './python-stack.js';
import { readTypedHeader } from './stack-header.js';

/**
 * Reads the text of a stack as Python, Java, Node, .NET or Go print it, into the chain of its exceptions: the outermost
 * first, then what it was raised from, the root last. Each value is the exception's own message, without those of its
 * causes. Empty where the text is no stack that is known, or one without an exception, as Go's `debug.Stack()`.
 *
 * @example
 * readStackText('java.lang.RuntimeException: cannot save\n\tat A.b(A.java:1)\nCaused by: java.io.IOException: pipe');
 * // [{ type: 'java.lang.RuntimeException', value: 'cannot save' }, { type: 'java.io.IOException', value: 'pipe' }]
 */
export function readStackText(text: string): readonly Cause[] {
  const lines = text.split(/\r?\n/);
  const dialect = DIALECTS.find(({ mark }) => lines.some((line) => mark.test(line)));
  return withoutMiddle(dialect === undefined ? readTypedHeader(text) : dialect.read(lines));
}

interface StackDialect {
  /** A line that only this dialect has, once the ones before it are out of the question. */
  readonly mark: RegExp;
  readonly read: (lines: readonly string[]) => readonly Cause[];
}

const DIALECTS: readonly StackDialect[] = [
  { mark: /^(?: {2}\+ Exception Group )?Traceback \(most recent call last\):/, read: readPythonStack },
  { mark: /^ {3}at \S|^\s*--- End of (?:inner exception )?stack trace/, read: readDotnetStack },
  { mark: /^panic: |^goroutine \d+ \[|^\t\S.*\.(?:go|s):\d+/, read: readGoStack },
  { mark: /^\s+at \S|^(?:caused by|wrapped by): |^ *\[cause\]: /i, read: readHeadedStack },
];

/** More links than any program has: a text of nothing but links would fill the database. */
const MOST_LINKS = 100;

/** The root is what tells most. */
function withoutMiddle(chain: readonly Cause[]): readonly Cause[] {
  return chain.length <= MOST_LINKS ? chain : [...chain.slice(0, MOST_LINKS - 1), ...chain.slice(-1)];
}
