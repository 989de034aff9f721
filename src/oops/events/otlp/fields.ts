import { memoize } from '../../../memoize.js';
import {
  type DocumentObject,
  type DocumentValue,
  isDictionary,
  isList,
} from '../../formats/document-value.js';

/**
 * A field of a message, by its name in JSON, or as old exporters wrote it, by its name in the protocol's description.
 *
 * @example
 * fieldOf({ resource_logs: [] }, 'resourceLogs'); // []
 */
export function fieldOf(message: DocumentObject, name: string): DocumentValue {
  return message[name] ?? message[inSnakeCase(name)];
}

/** Whether a message has a field. */
export function hasField(message: DocumentObject, name: string): boolean {
  return Object.hasOwn(message, name) || Object.hasOwn(message, inSnakeCase(name));
}

/** The field as a dictionary; an empty one where it is none. */
export function messageOf(message: DocumentObject, name: string): DocumentObject {
  const value = fieldOf(message, name);
  return isDictionary(value) ? value : {};
}

/** The elements of the first of some fields that the message has. What is no list is its own only element. */
export function elementsOf(message: DocumentObject, ...names: readonly string[]): readonly DocumentValue[] {
  const name = names.find((candidate) => hasField(message, candidate));
  const value = name === undefined ? null : fieldOf(message, name);
  if (value === null || value === undefined) return [];
  return isList(value) ? value : [value];
}

/** Names of fields are few, and asked for in every line. */
const inSnakeCase = memoize((name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
