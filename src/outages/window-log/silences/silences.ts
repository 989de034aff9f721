import type { OutageWindow } from '../../window.js';
import { objectsAt, requiredText, requiredTime, titleAt } from '../json-document/fields.js';
import { keysFault } from '../json-document/found-keys.js';
import {
  hasKey,
  isObject,
  itemsAt,
  type JsonObject,
  parseJsonDocument,
} from '../json-document/json-document.js';
import { calledOff, GOES_ON, type ItemWindows, readItems } from '../json-document/read-items.js';
import { stretchesAt } from '../json-document/stretch.js';
import {
  LARGEST_BY_HAND,
  type ReadWindows,
  textOf,
  type WindowLogFormat,
  type WindowLogOptions,
} from '../window-log-format.js';
import { matcherOf } from './matcher.js';
import { SILENCE_LABELS, systemsOfSilence } from './systems-of-silence.js';

/** What Alertmanager, and what speaks its API (Grafana, Mimir), keeps quiet. */
export const SILENCES: WindowLogFormat = {
  name: 'silences of Alertmanager',
  files: 'silences of Alertmanager (amtool silence query -o json, /api/v2/silences)',
  ownsOutages: 'all',
  largest: LARGEST_BY_HAND,
  recognises: (head) => /^\s*\[/.test(head) && ['matchers', 'startsAt'].every((key) => hasKey(head, key)),
  read: (bytes, options) => parseSilences(textOf(bytes), options),
};

/**
 * Reads silences as Alertmanager's API version 2 lists them. Each is downtime of the systems that its matchers name. An
 * expired one has happened: its end is the moment at which it expired. The end of an active one is a plan, so that it gives
 * an open window, and a planned one beside it; a pending one is a plan. One that was called off before it began is none.
 *
 * Throws a UserError for a text that is no list of silences.
 *
 * @example
 * parseSilences(text, { file: 'silences.json', knownSystems: null, now, until }).windows;
 */
export function parseSilences(text: string, options: WindowLogOptions): ReadWindows {
  const document = parseJsonDocument(text, options.file);
  const items = itemsAt(document, []);
  if (!items) throw keysFault(document, options.file, 'a list of silences');
  return readItems(items, 'silence', options, (silence) => windowsOfSilence(silence, options));
}

function windowsOfSilence(silence: JsonObject, options: WindowLogOptions): ItemWindows {
  const outage = `silence-${requiredText(silence, 'id')}`;
  const span = { start: requiredTime(silence, 'startsAt'), end: requiredTime(silence, 'endsAt') };
  const isExpired = isObject(silence.status) && silence.status.state === 'expired';
  if (isExpired && span.start === span.end) {
    return { windows: [], remarks: [calledOff(outage)] };
  }
  const matchers = objectsAt(silence, 'matchers').map(matcherOf);
  const systems = systemsOfSilence(matchers, options.silenceLabels ?? SILENCE_LABELS, options);
  const stretches = stretchesAt(span, isExpired ? Number.POSITIVE_INFINITY : options.now);
  const windows = stretches.map(
    (stretch): OutageWindow => ({
      outage,
      phase: 'downtime',
      systems,
      title: titleAt(silence, 'comment'),
      budgetSeconds: null,
      source: options.file,
      ...stretch,
    }),
  );
  return { windows, remarks: windows.some(({ end }) => end === null) ? [GOES_ON] : [] };
}
