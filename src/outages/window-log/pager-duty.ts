import type { OutageWindow } from '../window.js';
import { objectsAt, requiredText, requiredTime, textAt, titleAt } from './json-document/fields.js';
import { keysFault } from './json-document/found-keys.js';
import {
  hasKey,
  isObject,
  itemsAt,
  type JsonObject,
  parseJsonDocument,
} from './json-document/json-document.js';
import { remarkOnUnknown, systemsOfNames } from './json-document/name-systems.js';
import { GOES_ON, type ItemWindows, readItems } from './json-document/read-items.js';
import { stretchesAt } from './json-document/stretch.js';
import {
  LARGEST_BY_HAND,
  type ReadWindows,
  textOf,
  type WindowLogFormat,
  type WindowLogOptions,
} from './window-log-format.js';

/** What PagerDuty keeps quiet. */
export const PAGER_DUTY: WindowLogFormat = {
  name: 'maintenance windows of PagerDuty',
  files: 'maintenance windows of PagerDuty (/maintenance_windows)',
  ownsOutages: 'all',
  largest: LARGEST_BY_HAND,
  recognises: (head) => /^\s*\{/.test(head) && hasKey(head, LIST),
  read: (bytes, options) => parsePagerDuty(textOf(bytes), options),
};

const LIST = 'maintenance_windows';
const SERVICE = 'service';

/**
 * Reads maintenance windows as PagerDuty's REST API version 2 lists them, or a bare list of them. One that has begun can only
 * be ended, so that its end is true once it lies in the past; until then it is a plan.
 *
 * Throws a UserError for a text that is no such list.
 *
 * @example
 * parsePagerDuty(text, { file: 'maintenance.json', knownSystems: null, now, until }).windows;
 */
export function parsePagerDuty(text: string, options: WindowLogOptions): ReadWindows {
  const document = parseJsonDocument(text, options.file);
  const items = itemsAt(document, [LIST]) ?? itemsAt(document, []);
  if (!items) throw keysFault(document, options.file, `a list under ${LIST}`);
  const read = readItems(items, 'maintenance window', options, (item) => windowsOf(item, options));
  const { value } = document;
  const hasMore = isObject(value) && value.more === true;
  return hasMore ? { ...read, remarks: [...read.remarks, `${options.file}: ${HAS_MORE}`] } : read;
}

const HAS_MORE = 'PagerDuty has more of them. Fetch the others with offset=, and import them too.';

function windowsOf(item: JsonObject, options: WindowLogOptions): ItemWindows {
  const outage = `pagerduty-${requiredText(item, 'id')}`;
  const span = { start: requiredTime(item, 'start_time'), end: requiredTime(item, 'end_time') };
  const services = objectsAt(item, 'services').flatMap(
    (service) => textAt(service, 'summary') ?? textAt(service, 'name') ?? textAt(service, 'id') ?? [],
  );
  const named = systemsOfNames(services, SERVICE, options);
  const windows = stretchesAt(span, options.now).map(
    (stretch): OutageWindow => ({
      outage,
      phase: 'downtime',
      systems: named.systems,
      title: titleAt(item, 'description') ?? titleAt(item, 'summary'),
      budgetSeconds: null,
      source: options.file,
      ...stretch,
    }),
  );
  const isOpen = windows.some(({ end }) => end === null);
  return { windows, remarks: [...remarkOnUnknown(named, SERVICE), ...(isOpen ? [GOES_ON] : [])] };
}
