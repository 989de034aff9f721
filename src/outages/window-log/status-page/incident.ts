import type { OutageWindow, Phase } from '../../window.js';
import { ItemFault, requiredText, textAt, timeAt, titleAt } from '../json-document/fields.js';
import type { JsonObject } from '../json-document/json-document.js';
import { remarkOnUnknown } from '../json-document/name-systems.js';
import { GOES_ON, type ItemWindows } from '../json-document/read-items.js';
import type { WindowLogOptions } from '../window-log-format.js';
import { COMPONENT, systemsOf, updatesOf } from './updates.js';

/** What an incident's impact says of the systems; null: that nothing was down. */
const PHASE_OF_IMPACT = new Map<string, Phase | null>([
  ['critical', 'downtime'],
  ['major', 'downtime'],
  ['minor', 'partial'],
  ['none', null],
]);

/**
 * The window of an incident, an outage that nobody had planned: from `started_at` (`created_at`, where the page does not tell
 * it) to `resolved_at`, or to the update that says so; open until then. Throws an ItemFault.
 */
export function windowsOfIncident(item: JsonObject, options: WindowLogOptions): ItemWindows {
  const outage = `incident-${requiredText(item, 'id')}`;
  const impact = textAt(item, 'impact') ?? 'none';
  const phase = PHASE_OF_IMPACT.get(impact);
  if (phase === undefined) {
    throw new ItemFault(
      `impact ${impact} is unknown. It is one of ${[...PHASE_OF_IMPACT.keys()].join(', ')}; correct it on the page.`,
    );
  }
  if (phase === null) return { windows: [], remarks: ['has no impact and was not imported.'] };
  const start = timeAt(item, 'started_at') ?? timeAt(item, 'created_at');
  if (start === null)
    throw new ItemFault(
      'started_at and created_at are missing. Fetch the file again, as its tool writes it.',
    );
  const resolved = updatesOf(item).find(({ status }) => status === 'resolved');
  const end = timeAt(item, 'resolved_at') ?? resolved?.at ?? null;
  const named = systemsOf(item, options);
  const window: OutageWindow = {
    outage,
    phase,
    systems: named.systems,
    start,
    end,
    title: titleAt(item, 'name'),
    budgetSeconds: null,
    source: options.file,
  };
  return {
    windows: [window],
    remarks: [...remarkOnUnknown(named, COMPONENT), ...(end === null ? [GOES_ON] : [])],
  };
}
