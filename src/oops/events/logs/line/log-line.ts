import { wellFormedText } from '../../../../text/well-formed-text.js';
import {
  type DocumentObject,
  type DocumentValue,
  isDictionary,
  type PlainValue,
  plainValue,
  textOf,
} from '../../../formats/document-value.js';
import { findPath } from './find-path.js';

/** A line of a log that is being read: what was taken of it is known, so that the rest can be kept. */
export interface LogLine {
  /** What the first of the paths that `read` makes something of came to; null where there is none. */
  readonly take: <T>(paths: readonly string[], read: (value: DocumentValue) => T | null) => T | null;
  /** Whether a key of the line begins as the path does; where none does, there is nothing to be taken. */
  readonly mayHave: (path: string) => boolean;
  /** The first of the paths that has a text that is not empty; a number and true or false are texts too. */
  readonly text: (paths: readonly string[]) => string | null;
  /**
   * All that was not taken, as plain values and without the local variables of frames, which hold secrets.
   *
   * @throws ReportError when it is nested without end.
   */
  readonly rest: () => Record<string, unknown>;
}

/** Opens a line: nothing of it is taken. */
export function openLine(document: DocumentObject): LogLine {
  const taken: (readonly string[])[] = [];
  const beginnings = new Set(Object.keys(document).map(beginningOf));
  const mayHave = (path: string) => beginnings.has(beginningOf(path));
  const take: LogLine['take'] = (paths, read) => {
    for (const path of paths) {
      if (!mayHave(path)) continue;
      const found = findPath(document, path);
      const value = found === null ? null : read(found.value);
      if (found === null || value === null) continue;
      taken.push(found.keys);
      return value;
    }
    return null;
  };
  return { take, mayHave, text: (paths) => take(paths, scalarText), rest: () => plainRest(document, taken) };
}

/** What stands before the first dot of a key or path. */
function beginningOf(path: string): string {
  const dot = path.indexOf('.');
  return dot < 0 ? path : path.slice(0, dot);
}

/** The value as text, where it is a single one that says something. */
export function scalarText(value: DocumentValue): string | null {
  if (typeof value === 'object' && !(value instanceof Uint8Array)) return null;
  const text = textOf(value);
  return text === null || text.trim() === '' ? null : text;
}

function plainRest(document: DocumentObject, taken: readonly (readonly string[])[]): Record<string, unknown> {
  const plain = withoutLocals(plainValue(withoutTaken(document, taken)));
  return typeof plain === 'object' && plain !== null ? { ...plain } : {};
}

function withoutTaken(document: DocumentObject, taken: readonly (readonly string[])[]): DocumentObject {
  const entries = Object.entries(document).flatMap(([key, value]): [string, DocumentValue][] => {
    const within = taken.filter(([first]) => first === key).map((keys) => keys.slice(1));
    if (within.length === 0) return [[wellFormedText(key), value]];
    if (within.some((keys) => keys.length === 0) || !isDictionary(value)) return [];
    const rest = withoutTaken(value, within);
    return Object.keys(rest).length === 0 ? [] : [[wellFormedText(key), rest]];
  });
  return Object.fromEntries(entries);
}

/** What structlog and its like call the variables of a frame. */
const LOCALS: ReadonlySet<string> = new Set(['locals', 'vars']);

function withoutLocals(value: PlainValue): PlainValue {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutLocals);
  const isFrame = Object.hasOwn(value, 'lineno') || Object.hasOwn(value, 'filename');
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !(isFrame && LOCALS.has(key)))
      .map(([key, child]) => [key, withoutLocals(child)]),
  );
}
