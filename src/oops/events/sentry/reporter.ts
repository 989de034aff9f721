import { type DocumentObject, type DocumentValue, isDictionary } from '../../formats/document-value.js';
import { UNKNOWN_REPORTER } from '../../formats/report-from-document.js';
import type { Envelope, EventSettings } from '../event-format.js';
import { tagOf, wordOf } from './values.js';

/**
 * Who reported an event: its project, by the name that the settings give it, else the server. The environment stands
 * behind it unless it is production, so that what fails in staging is never counted there. All as it was written. Null
 * where the event names none of them.
 *
 * @example
 * reporterOf({ project: 42, environment: 'staging' }, { ...settings, projects: { 42: 'shop' } }); // 'shop@staging'
 */
export function reporterOf(
  event: DocumentObject,
  settings: EventSettings,
  envelope?: Envelope,
): string | null {
  const name = projectName(event, settings, envelope) ?? hostnameOf(event);
  const environment = wordOf(event.environment) ?? tagOf(event, 'environment');
  if (environment === null || /^prod(uction)?$/i.test(environment)) return name;
  return `${name ?? UNKNOWN_REPORTER}@${environment}`;
}

/** The server that an event came from; where it has been through Sentry, that is one of its tags. */
export function hostnameOf(event: DocumentObject): string | null {
  return wordOf(event.server_name) ?? tagOf(event, 'server_name');
}

/** The project that the envelope's address names, else the event itself; null where neither does. */
function projectName(
  event: DocumentObject,
  { projects }: EventSettings,
  envelope: Envelope | undefined,
): string | null {
  const id = projectOfDsn(envelope?.header.dsn) ?? projectOfValue(event.project);
  return id !== null && Object.hasOwn(projects, id) ? (projects[id] ?? id) : id;
}

/** The last part of a data source name: `https://key@sentry.example/42` is of project 42. */
function projectOfDsn(dsn: DocumentValue): string | null {
  const address = wordOf(dsn);
  if (address === null || !URL.canParse(address)) return null;
  return new URL(address).pathname.split('/').findLast((part) => part !== '') ?? null;
}

function projectOfValue(project: DocumentValue): string | null {
  return isDictionary(project) ? (wordOf(project.id) ?? wordOf(project.slug)) : wordOf(project);
}
