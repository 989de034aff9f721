import { memoize } from '../../../../memoize.js';
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
  let beginnings: ReadonlySet<string> | undefined;
  const mayHave = (path: string) => {
    beginnings ??= new Set(Object.keys(document).map(beginningOf));
    return beginnings.has(beginningOfPath(path));
  };
  const take: LogLine['take'] = (paths, read) => {
    for (const path of paths) {
      // Of most lines only the level is asked for, and has a key of its own.
      if (!Object.hasOwn(document, path) && !mayHave(path)) continue;
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

/** The same of a path, of which there are few: each is asked for in every line. */
const beginningOfPath = memoize(beginningOf);

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
  const within = new Map<string | undefined, string[][]>();
  for (const [first, ...keys] of taken) within.set(first, [...(within.get(first) ?? []), keys]);
  const left: [string, DocumentValue][] = [];
  for (const [key, value] of Object.entries(document)) {
    const ofKey = within.get(key);
    const rest = ofKey ? valueWithoutTaken(value, ofKey) : value;
    if (rest !== undefined) left.push([wellFormedText(key), rest]);
  }
  return Object.fromEntries(left);
}

/** What is left of a value of which something was taken; undefined where nothing is. */
function valueWithoutTaken(value: DocumentValue, taken: readonly string[][]): DocumentObject | undefined {
  if (!isDictionary(value) || taken.some((keys) => keys.length === 0)) return undefined;
  const rest = withoutTaken(value, taken);
  return Object.keys(rest).length === 0 ? undefined : rest;
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
