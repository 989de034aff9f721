import type { OutageWindow } from '../../window.js';
import { ItemFault, requiredText, textAt, timeAt, titleAt } from '../json-document/fields.js';
import type { JsonObject } from '../json-document/json-document.js';
import { remarkOnUnknown } from '../json-document/name-systems.js';
import { GOES_ON, type ItemWindows } from '../json-document/read-items.js';
import type { Stretch } from '../json-document/stretch.js';
import type { WindowLogOptions } from '../window-log-format.js';
import { COMPONENT, systemsOf, type Update, updatesOf } from './updates.js';

/**
 * The windows of a scheduled maintenance: what was planned, from `scheduled_for` to `scheduled_until`, and what happened, from
 * the update that says `in_progress` to the one that says `completed`; open where none says that yet. Throws an ItemFault.
 */
export function windowsOfMaintenance(item: JsonObject, options: WindowLogOptions): ItemWindows {
  const outage = `maintenance-${requiredText(item, 'id')}`;
  const planned = plannedStretch(item);
  const happened = happenedStretch(updatesOf(item));
  if (!planned && !happened) {
    throw new ItemFault(
      'scheduled_until is missing, and no update says in_progress, so that it has no end. Correct it on the page.',
    );
  }
  const named = systemsOf(item, options);
  const windows = [planned, happened]
    .filter((stretch) => stretch !== null)
    .map(
      (stretch): OutageWindow => ({
        outage,
        phase: 'downtime',
        systems: named.systems,
        title: titleAt(item, 'name'),
        budgetSeconds: null,
        source: options.file,
        ...stretch,
      }),
    );
  const isOpen = happened?.end === null;
  const neverBegan = !happened && textAt(item, 'status') === 'completed';
  return {
    windows,
    remarks: [
      ...remarkOnUnknown(named, COMPONENT),
      ...(isOpen ? [GOES_ON] : []),
      ...(neverBegan ? [`${NEVER_BEGAN}: oops-report windows remove ${outage}`] : []),
    ],
  };
}

const NEVER_BEGAN =
  'is completed and was never in progress, so only its plan was imported. If it was called off, take it out';

function plannedStretch(item: JsonObject): Stretch | null {
  const start = timeAt(item, 'scheduled_for');
  const end = timeAt(item, 'scheduled_until');
  return start === null || end === null ? null : { start, end, isPlanned: true };
}

/** From the first update that says that it is under way to the first after the last such that says that it is done. */
function happenedStretch(updates: readonly Update[]): Stretch | null {
  const isUnderWay = ({ status }: Update) => status === 'in_progress' || status === 'verifying';
  const first = updates.find(isUnderWay);
  if (!first) return null;
  const since = updates.findLastIndex(isUnderWay);
  const done = updates.find(({ status }, index) => index > since && status === 'completed');
  return { start: first.at, end: done?.at ?? null };
}
