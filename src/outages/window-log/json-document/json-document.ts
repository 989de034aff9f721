import { UserError } from '../../../user-error.js';
import { linesOfElements } from './lines-of-elements.js';

/** A dictionary of a JSON document. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** A JSON document, and the text that it was read from. */
export interface JsonDocument {
  readonly text: string;
  readonly value: unknown;
}

/** An element of a list of a JSON document, with the line that it begins on. */
export interface JsonItem {
  readonly value: unknown;
  readonly line: number;
}

/**
 * Reads a text as JSON. Throws a UserError, one line, when it is none; one that was cut off on its way is told as such.
 *
 * @param file the text's name, for messages
 */
export function parseJsonDocument(text: string, file: string): JsonDocument {
  try {
    return { text, value: JSON.parse(text) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (isCutOff(text, message)) {
      const lines = text.trimEnd().split('\n').length;
      throw new UserError(`${file} line ${lines}: the JSON ends in the middle. Fetch the file again, whole.`);
    }
    throw new UserError(`${file}: is no JSON (${message}). Correct it, or use CSV.`);
  }
}

/** Whether a value is a dictionary. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Whether the beginning of a text has a key of JSON in it; within another text its quotes would be escaped.
 *
 * @example
 * hasKey('[{"matchers": []', 'matchers'); // true
 */
export function hasKey(head: string, key: string): boolean {
  return new RegExp(`(?<!\\\\)"${key}"\\s*:`).test(head);
}

/**
 * The elements of the list that lies at the end of keys, each with its line; null where no list is there.
 *
 * @example
 * itemsAt(document, ['data', 'items']); // of {"data": {"items": [ … ]}}
 */
export function itemsAt({ text, value }: JsonDocument, path: readonly string[]): JsonItem[] | null {
  let list = value;
  for (const key of path) list = isObject(list) ? list[key] : undefined;
  if (!Array.isArray(list)) return null;
  const lines = linesOfElements(text, path);
  return list.map((element, index) => ({ value: element, line: lines[index] ?? 1 }));
}

/** The parser stopped at the end of the text: it had not been told enough. */
function isCutOff(text: string, message: string): boolean {
  if (/^(Unexpected end|Unterminated string)/.test(message)) return text.trim() !== '';
  const position = / at position (\d+)/.exec(message)?.[1];
  return position !== undefined && Number(position) >= text.trimEnd().length;
}
