import { type DocumentValue, isList } from '../../formats/document-value.js';
import { wordOf } from './values.js';

/** What stands in a fingerprint for the group that the tracker would choose by itself. */
const DEFAULT = /^\{\{\s*default\s*\}\}$/;

/**
 * What the program says tells an event's group from others; null where it leaves that to the reader, also by saying so.
 *
 * @example
 * fingerprintOf(['{{ default }}']);   // null
 * fingerprintOf(['celery', 123]);     // ['celery', '123']
 */
export function fingerprintOf(fingerprint: DocumentValue): readonly string[] | null {
  const parts = isList(fingerprint) ? fingerprint.map(wordOf).filter((part) => part !== null) : [];
  return parts.every((part) => DEFAULT.test(part)) ? null : parts;
}
