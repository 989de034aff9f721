import {
  type DocumentObject,
  type DocumentValue,
  isDictionary,
  isList,
} from '../../../formats/document-value.js';
import type { Cause } from '../../../oops.js';
import { DIRECT_CAUSE, DURING_HANDLING } from '../../stack-text/python-stack.js';
import { scalarText } from '../line/log-line.js';
import type { LoggedException } from './logged-exception.js';

/** Whether a value is a chain as structlog's `dict_tracebacks` writes it: a list of exceptions with their frames. */
export function isStructuredTraceback(value: DocumentValue): value is readonly DocumentObject[] {
  return (
    isList(value) &&
    value.length > 0 &&
    value.every((link) => isDictionary(link) && Object.hasOwn(link, 'exc_type'))
  );
}

/**
 * Reads structlog's chain, which has the outermost exception first. The traceback is printed as Python does, without the local
 * variables of the frames: they hold secrets.
 * Source: structlog.tracebacks.ExceptionDictTransformer; `exceptions`, the members of a group, since 24.1.
 */
export function readStructuredTraceback(chain: readonly DocumentObject[]): LoggedException {
  const [outermost, ...causes] = chain.flatMap(linksOf);
  return {
    type: outermost?.type ?? null,
    value: outermost?.value ?? null,
    causes,
    traceback: chain
      .toReversed()
      .map((link, index, printed) => connectionTo(printed[index - 1]) + printLink(link))
      .join(''),
  };
}

function linksOf(link: DocumentObject): Cause[] {
  const own = { type: textAt(link, 'exc_type'), value: textAt(link, 'exc_value') };
  const groups = isList(link.exceptions) ? link.exceptions.filter(isStructuredTraceback) : [];
  return [own, ...groups.flatMap((group) => group.flatMap(linkOnly))];
}

/** Of groups within groups, the heads are enough. */
function linkOnly(link: DocumentObject): Cause {
  return { type: textAt(link, 'exc_type'), value: textAt(link, 'exc_value') };
}

/** How an exception hangs together with the one above it, which was raised first. */
function connectionTo(above: DocumentObject | undefined): string {
  if (above === undefined) return '';
  return `\n${above.is_cause === true ? DIRECT_CAUSE : DURING_HANDLING}\n\n`;
}

function printLink(link: DocumentObject): string {
  const type = textAt(link, 'exc_type') ?? '';
  const value = textAt(link, 'exc_value');
  return [
    'Traceback (most recent call last):',
    ...(isList(link.frames) ? link.frames.filter(isDictionary).flatMap(printFrame) : []),
    value === null ? type : `${type}: ${value}`,
    '',
  ].join('\n');
}

function printFrame(frame: DocumentObject): string[] {
  const place = `  File "${textAt(frame, 'filename') ?? '?'}", line ${textAt(frame, 'lineno') ?? '?'}, in ${textAt(frame, 'name') ?? '?'}`;
  const line = textAt(frame, 'line')?.trim();
  return line ? [place, `    ${line}`] : [place];
}

function textAt(object: DocumentObject, key: string): string | null {
  return Object.hasOwn(object, key) ? scalarText(object[key]) : null;
}
