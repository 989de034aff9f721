import {
  type DocumentObject,
  type DocumentValue,
  isDictionary,
  isList,
} from '../../../formats/document-value.js';
import type { Cause } from '../../../oops.js';
import { readStackText } from '../../stack-text/read-stack-text.js';
import { scalarText } from '../line/log-line.js';
import type { LoggedException } from './logged-exception.js';
import { stackTextOf } from './stack-value.js';
import { isStructuredTraceback, readStructuredTraceback } from './structured-traceback.js';

/** What writers call the parts of an exception, in the order in which they are tried. */
const PARTS = {
  // pino, ECS, bunyan (`name`), Monolog (`class`), structlog, and Exception of .NET as Json.NET writes it.
  type: ['type', 'name', 'class', 'exc_type', 'ClassName', 'kind'],
  message: ['message', 'msg', 'exc_value', 'Message', 'localizedMessage', 'reason'],
  // ECS (`stack_trace`), log4j2 (`extendedStackTrace`), Monolog (`trace`).
  stack: [
    'stack',
    'stack_trace',
    'stackTrace',
    'stacktrace',
    'extendedStackTrace',
    'StackTraceString',
    'traceback',
    'trace',
  ],
  // Monolog (`previous`), .NET (`InnerException`).
  cause: ['cause', 'previous', 'caused_by', 'InnerException', 'innerException', 'inner'],
  // pino, Node's AggregateError.
  members: ['aggregateErrors', 'errors'],
} as const;

/** Deeper is an exception made to exhaust the reader. */
const MOST_CAUSES = 50;

/** Reads the first part that has one of the names; null where there is none. */
export type PartFinder = <T>(names: readonly string[], read: (value: DocumentValue) => T | null) => T | null;

/**
 * Reads an exception: a text, of a stack or a message; structlog's list; or an object. Null for what is none, as `{}`, which
 * winston makes of an error, or `true`.
 */
export function readException(value: DocumentValue): LoggedException | null {
  if (typeof value === 'string') return readExceptionText(value);
  if (isStructuredTraceback(value)) return readStructuredTraceback(value);
  return isDictionary(value) ? readExceptionParts(partsOf(value)) : null;
}

/**
 * Reads the text of a stack, or a message that is all there is.
 *
 * @example
 * readExceptionText('connection refused'); // { type: null, value: 'connection refused', causes: [], traceback: null }
 */
export function readExceptionText(text: string): LoggedException | null {
  if (text.trim() === '') return null;
  const [outermost, ...causes] = readStackText(text);
  const traceback = text.includes('\n') ? text : null;
  if (outermost !== undefined) return { ...outermost, causes, traceback };
  return { type: null, value: traceback === null ? text : null, causes: [], traceback };
}

/** Reads the parts of an exception, wherever they lie. Null where it has neither type nor message nor stack. */
export function readExceptionParts(find: PartFinder, depth = MOST_CAUSES): LoggedException | null {
  const type = find(PARTS.type, scalarText);
  const message = find(PARTS.message, scalarText);
  const stack = find(PARTS.stack, stackTextOf);
  if (type === null && message === null && stack === null) return null;
  const told = withStack({ type, value: message, causes: [], traceback: null }, stack);
  const nested = depth === 0 ? [] : readNested(find, depth - 1);
  if (nested.length === 0) return told;
  const stacks = nested.map(({ traceback }) => traceback).filter((text) => text !== null);
  return {
    ...told,
    causes: nested.flatMap(({ type, value, causes }) => [{ type, value }, ...causes]),
    traceback: told.traceback === null ? null : [told.traceback, ...stacks].join('\ncaused by: '),
  };
}

/** The causes that are objects or texts of their own, and the members of a group. */
function readNested(find: PartFinder, depth: number): LoggedException[] {
  const readLink = (value: DocumentValue) =>
    isDictionary(value) ? readExceptionParts(partsOf(value), depth) : readException(value);
  const cause = find(PARTS.cause, readLink);
  const members = find(PARTS.members, (value) =>
    isList(value)
      ? value
          .slice(0, MOST_CAUSES)
          .map(readLink)
          .filter((link) => link !== null)
      : null,
  );
  return [...(cause === null ? [] : [cause]), ...(members ?? [])];
}

function partsOf(value: DocumentObject): PartFinder {
  return (names, read) => {
    for (const name of names) {
      const part = Object.hasOwn(value, name) ? read(value[name]) : null;
      if (part !== null) return part;
    }
    return null;
  };
}

/**
 * Completes an exception by its stack: what it says itself counts, and the stack tells the rest. pino and Go glue the messages
 * of a chain together; then its own is what stands before the first cause's.
 */
export function withStack(told: LoggedException, stack: string | null): LoggedException {
  const [outermost, ...causes] = stack === null ? [] : readStackText(stack);
  return {
    type: told.type ?? outermost?.type ?? null,
    value: isGlued(told.value, outermost, causes[0])
      ? (outermost?.value ?? null)
      : (told.value ?? outermost?.value ?? null),
    causes: told.causes.length > 0 ? told.causes : causes,
    traceback: stack ?? told.traceback,
  };
}

function isGlued(message: string | null, outermost: Cause | undefined, cause: Cause | undefined): boolean {
  return message?.startsWith(`${outermost?.value}: ${cause?.value}`) === true;
}
