import { type DocumentObject, type DocumentValue, isDictionary } from '../../formats/document-value.js';

/**
 * The JSON object that a text is; null where it is none.
 *
 * @example
 * parseLine('{"level":"info"}\n'); // { level: 'info' }
 * parseLine('listening');          // null
 */
export function parseLine(text: string): DocumentObject | null {
  if (!text.trimStart().startsWith('{')) return null;
  try {
    const value: DocumentValue = JSON.parse(text);
    return isDictionary(value) ? value : null;
  } catch {
    return null;
  }
}
