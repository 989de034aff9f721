import type { DocumentObject } from '../../formats/document-value.js';

/** What clients of before 2017 called the parts of an event, and what they are called since. */
const LEGACY_NAMES: Readonly<Record<string, string>> = {
  'sentry.interfaces.Exception': 'exception',
  'sentry.interfaces.Stacktrace': 'stacktrace',
  'sentry.interfaces.Message': 'logentry',
  'sentry.interfaces.Http': 'request',
  'sentry.interfaces.User': 'user',
  'sentry.interfaces.Breadcrumbs': 'breadcrumbs',
  'sentry.interfaces.threads': 'threads',
};

/**
 * The same event with the names of today. Where it has both, that of today counts.
 *
 * @example
 * withNamesOfToday({ 'sentry.interfaces.Http': { url: '/' } }); // { request: { url: '/' } }
 */
export function withNamesOfToday(event: DocumentObject): DocumentObject {
  const legacy = Object.keys(event).filter(isLegacyName);
  if (legacy.length === 0) return event;
  const rest = Object.entries(event).filter(([key]) => !isLegacyName(key));
  return Object.fromEntries([...legacy.map((key) => [LEGACY_NAMES[key] ?? key, event[key]]), ...rest]);
}

/** Whether a key is one that such a client wrote. */
export function isLegacyName(key: string): boolean {
  return Object.hasOwn(LEGACY_NAMES, key);
}
