import { memoize } from '../../../../memoize.js';
import type { DocumentValue } from '../../../formats/document-value.js';
import { readStackText } from '../../stack-text/read-stack-text.js';
import type { DeclaredMap } from '../declared-columns.js';
import type { LogLine } from '../line/log-line.js';
import type { LoggedException } from './logged-exception.js';
import { readException, readExceptionParts, readExceptionText, withStack } from './read-exception.js';
import { stackTextOf } from './stack-value.js';

/**
 * Takes the exception of a line: of the first path that has one, with the stack that stands apart; else of the stack alone,
 * else of a stack within the message. Null where the line has none.
 */
export function takeException(line: LogLine, { map, traceback }: DeclaredMap): LoggedException | null {
  const told = takeTold(line, map.exception);
  const declared = line.take(traceback, stackTextOf);
  const apart = declared ?? (told?.traceback == null ? line.take(map.stack, realStack) : null);
  if (told !== null) return apart === null ? told : withStack(told, apart);
  return readExceptionText(apart ?? line.take(map.message, realStack) ?? '');
}

/** Of each path the value itself, else its parts: in ECS they may be keys with dots. */
function takeTold(line: LogLine, paths: readonly string[]): LoggedException | null {
  for (const path of paths) {
    if (!line.mayHave(path)) continue;
    const whole = line.take([path], (value) => (isWhole(value) ? readException(value) : null));
    const told = whole ?? readExceptionParts((names, read) => line.take(partsOf(path)(names), read));
    if (told !== null) return told;
  }
  return null;
}

/** The paths of parts of what lies at a path: they are the same in every line. */
const partsOf = memoize((path: string) =>
  memoize((names: readonly string[]) => names.map((name) => `${path}.${name}`)),
);

function isWhole(value: DocumentValue): boolean {
  return typeof value === 'string' || Array.isArray(value);
}

/** A text that is a stack: `stack` may also be the name of a place where programs run. */
function realStack(value: DocumentValue): string | null {
  const text = stackTextOf(value) ?? '';
  return FRAME.test(text) || (text.includes('\n') && readStackText(text).length > 0) ? text : null;
}

/** Of Java, Node and .NET; of Python; of Go. */
const FRAME = /^[ \t]+at \S|^ {2}File "|^\t\S.*:\d+/m;
