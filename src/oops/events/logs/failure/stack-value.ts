import {
  type DocumentObject,
  type DocumentValue,
  isDictionary,
  isList,
} from '../../../formats/document-value.js';
import { scalarText } from '../line/log-line.js';

/**
 * A stack as text: as it was written, or from a list of lines or of frames. Null for what is none.
 *
 * @example
 * stackTextOf([{ class: 'shop.Store', method: 'save', file: 'Store.java', line: 7 }]); // '\tat shop.Store.save(Store.java:7)'
 */
export function stackTextOf(value: DocumentValue): string | null {
  if (!isList(value)) return scalarText(value);
  const lines = value.map((frame) => (isDictionary(frame) ? frameText(frame) : scalarText(frame)));
  return scalarText(lines.filter((line) => line !== null).join('\n'));
}

/** What writers call the parts of a frame: log4j2, zerolog, Monolog. */
const FRAME = {
  class: ['class'],
  method: ['method', 'function', 'func', 'name'],
  file: ['file', 'filename', 'source'],
  line: ['line', 'lineno', 'lineNumber'],
} as const;

function frameText(frame: DocumentObject): string | null {
  const [owner, method, file, line] = Object.values(FRAME).map((names) => firstText(frame, names));
  const called = [owner, method].filter((part) => part !== null).join('.');
  const place = [file, line].filter((part) => part !== null).join(':');
  return called === '' && place === '' ? null : `\tat ${called}(${place})`;
}

function firstText(object: DocumentObject, names: readonly string[]): string | null {
  for (const name of names) {
    const text = Object.hasOwn(object, name) ? scalarText(object[name]) : null;
    if (text !== null) return text;
  }
  return null;
}
