import { type DocumentObject, isNestedDeeper, MAX_DEPTH } from '../formats/document-value.js';
import type { OopsReport } from '../oops.js';
import type { EventSettings } from './event-format.js';

/**
 * What is `extra` of a report, or nothing where the settings leave it out: to put it together takes a fourteenth of the time of loading
 * an error. Also then it is read of what is nested so deep that it may be refused because of it.
 */
export function extraFor(
  { leavesExtra = false }: EventSettings,
  document: DocumentObject,
  read: () => OopsReport['extra'],
): OopsReport['extra'] {
  return leavesExtra && !isNestedDeeper(document, MAX_DEPTH / 2) ? {} : read();
}
