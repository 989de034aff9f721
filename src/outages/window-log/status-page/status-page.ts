import { keysFault } from '../json-document/found-keys.js';
import {
  hasKey,
  isObject,
  itemsAt,
  type JsonItem,
  parseJsonDocument,
} from '../json-document/json-document.js';
import { readItems } from '../json-document/read-items.js';
import {
  LARGEST_BY_HAND,
  type ReadWindows,
  textOf,
  type WindowLogFormat,
  type WindowLogOptions,
} from '../window-log-format.js';
import { windowsOfIncident } from './incident.js';
import { windowsOfMaintenance } from './maintenance.js';

/** What Statuspage, and what speaks its API, publishes. */
export const STATUS_PAGE: WindowLogFormat = {
  name: 'what a status page tells',
  files: 'status pages (/api/v2/scheduled-maintenances.json, incidents.json)',
  ownsOutages: 'all',
  largest: LARGEST_BY_HAND,
  recognises: (head) =>
    /^\s*[[{]/.test(head) &&
    (hasKey(head, 'scheduled_maintenances') || hasKey(head, 'incident_updates') || isPage(head)),
  read: (bytes, options) => parseStatusPage(textOf(bytes), options),
};

/** Where the lists lie; `summary.json` has two. */
const PATHS = [[], ['scheduled_maintenances'], ['incidents']];

/**
 * Reads what a status page tells, as Statuspage's public API version 2 writes it: the document of an address, or a bare list
 * of maintenances and incidents. What has `scheduled_for` is a maintenance, all else an incident.
 *
 * Throws a UserError for a text that is neither.
 *
 * @example
 * parseStatusPage(text, { file: 'scheduled-maintenances.json', knownSystems: null, now, until }).windows;
 */
export function parseStatusPage(text: string, options: WindowLogOptions): ReadWindows {
  const document = parseJsonDocument(text, options.file);
  const lists = PATHS.map((path) => itemsAt(document, path)).filter((list) => list !== null);
  if (lists.length === 0) {
    throw keysFault(document, options.file, 'a list, or one under scheduled_maintenances or incidents');
  }
  const items = lists.flat();
  const maintenances = readItems(items.filter(isMaintenance), 'maintenance', options, (item) =>
    windowsOfMaintenance(item, options),
  );
  const incidents = readItems(
    items.filter((item) => !isMaintenance(item)),
    'incident',
    options,
    (item) => windowsOfIncident(item, options),
  );
  return {
    windows: [...maintenances.windows, ...incidents.windows],
    refused: [...maintenances.refused, ...incidents.refused],
    remarks: [...maintenances.remarks, ...incidents.remarks],
  };
}

function isMaintenance({ value }: JsonItem): boolean {
  return isObject(value) && typeof value.scheduled_for === 'string';
}

/** A page without an incident names only itself and an empty list. */
function isPage(head: string): boolean {
  return hasKey(head, 'page') && hasKey(head, 'incidents');
}
