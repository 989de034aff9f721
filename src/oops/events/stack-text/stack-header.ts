import type { Cause } from '../../oops.js';

/** What runtimes print in front of an exception that nobody caught. */
const PREFIX = /^(?:Uncaught |Unhandled exception[.:] |Exception in thread "[^"\n]*" )/;

/**
 * A type, what Node or .NET puts behind it (`TypeError [ERR_INVALID_ARG_TYPE]`, `SocketException (111)`), and a message.
 * A type is a word, of Java and .NET with dots, and signs for inner and generic types; of Python also `f.<locals>.Error`.
 */
const HEADER = /^([\p{L}_$][\w\p{L}$.+`<>/-]*)(?: \[\w+\]| \(\w+\))?(?::(?:\s([\s\S]*))?)?$/u;

/**
 * Reads the head of an exception; what does not begin with a type is all message.
 *
 * @example
 * readHeader('TypeError [ERR_INVALID_ARG_TYPE]: not a string'); // { type: 'TypeError', value: 'not a string' }
 * readHeader('the disk is full');                               // { type: null, value: 'the disk is full' }
 */
export function readHeader(header: string): Cause {
  const text = header.replace(PREFIX, '').trim();
  const match = HEADER.exec(text);
  if (match === null) return { type: null, value: text || null };
  return { type: match[1] ?? null, value: match[2]?.trim() || null };
}

/** A name that is a type even where no stack follows: by its end, or a class in a package. */
const TYPE_NAME =
  /(?:Error|Exception|Fault|Failure|Timeout|Interrupt|Throwable|Warning)$|^(?:[\w$]+\.)+\p{Lu}[\w$]*$/u;

/** The one exception of a text without frames; none where it may be any text. */
export function readTypedHeader(text: string): readonly Cause[] {
  const link = readHeader(text);
  return link.type !== null && TYPE_NAME.test(link.type) ? [link] : [];
}
