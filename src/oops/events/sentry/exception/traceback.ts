import type { EventException } from './exception.js';
import type { Frame } from './frames.js';

/**
 * The traceback of an event as Python prints one: the root first, with the words between that tell how one exception
 * came from the other. Null where no frame is known.
 *
 * @param exceptions from the one that was caught to its root
 * @example
 * Traceback (most recent call last):
 *   File "pay.py", line 7, in pay
 *     connect()
 * psycopg2.OperationalError: connection refused
 *
 * The above exception was the direct cause of the following exception:
 * …
 */
export function printTraceback(exceptions: readonly EventException[]): string | null {
  if (exceptions.every(({ frames }) => frames.length === 0)) return null;
  return exceptions
    .map(
      (exception, place) => printException(exception) + (place === 0 ? '' : `\n\n${bridgeFrom(exception)}`),
    )
    .reverse()
    .join('\n\n');
}

/** A stack at which nothing was raised, as of a message, in the words of Python's logging; null where it is empty. */
export function printStack(frames: readonly Frame[]): string | null {
  return frames.length === 0
    ? null
    : ['Stack (most recent call last):', ...frames.map(printFrame)].join('\n');
}

function printException(exception: EventException): string {
  const { frames } = exception;
  const calls = frames.length === 0 ? [] : ['Traceback (most recent call last):', ...frames.map(printFrame)];
  return [...calls, printLastLine(exception)].join('\n');
}

function printFrame({ place, line, function: name, address, code }: Frame): string {
  const where = `  File "${place ?? '?'}"${line === null ? '' : `, line ${line}`}, in ${name ?? address ?? '?'}`;
  return code === null ? where : `${where}\n    ${code}`;
}

/** Python names the module of what is not built in. */
function printLastLine({ writtenType, module, value }: EventException): string {
  if (writtenType === null) return value ?? '?';
  const isNamed = module !== null && /^[\w.$]+$/.test(module) && !BUILT_IN.has(module);
  const type = isNamed && !writtenType.includes('.') ? `${module}.${writtenType}` : writtenType;
  return value === null ? type : `${type}: ${value}`;
}

const BUILT_IN: ReadonlySet<string> = new Set(['builtins', '__builtin__', 'exceptions', '__main__']);

/** What stands behind an exception to tell how the next one came from it. */
function bridgeFrom({ source }: EventException): string {
  if (source === '__context__') {
    return 'During handling of the above exception, another exception occurred:';
  }
  return source?.endsWith(']')
    ? 'The above exception is one of the group that was raised below:'
    : 'The above exception was the direct cause of the following exception:';
}
