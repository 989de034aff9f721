import { objectsAt, textAt, timeAt } from '../json-document/fields.js';
import type { JsonObject } from '../json-document/json-document.js';
import { type NamedSystems, systemsOfNames } from '../json-document/name-systems.js';
import type { WindowFileOptions } from '../window-log-format.js';

/** One thing that a status page said of an incident or a maintenance. */
export interface Update {
  /** `scheduled`, `in_progress`, `verifying`, `completed`; `investigating` to `resolved`, `postmortem`. */
  readonly status: string;
  /** When it was so. Milliseconds since the Unix epoch, UTC. */
  readonly at: number;
}

/**
 * What was said of an incident or a maintenance, the first first. `display_at` is the time that the page shows, which its
 * author can set; `created_at` when it was written.
 */
export function updatesOf(item: JsonObject): Update[] {
  return objectsAt(item, 'incident_updates')
    .flatMap((update) => {
      const at = timeAt(update, 'display_at') ?? timeAt(update, 'created_at');
      return at === null ? [] : [{ status: textAt(update, 'status') ?? '', at }];
    })
    .sort((a, b) => a.at - b.at);
}

/** The systems that the components of an incident or a maintenance mean: its own, else those that its updates name. */
export function systemsOf(
  item: JsonObject,
  options: Pick<WindowFileOptions, 'knownSystems' | 'systems'>,
): NamedSystems {
  const own = namesAt(item, 'components');
  const affected = objectsAt(item, 'incident_updates').flatMap((update) =>
    namesAt(update, 'affected_components'),
  );
  const names = own.length > 0 ? own : [...new Set(affected)];
  return systemsOfNames(names, COMPONENT, options);
}

/** What the systems are called there. */
export const COMPONENT = 'component';

/** A group of components stands in the list beside those that it holds. */
function namesAt(item: JsonObject, key: string): string[] {
  return objectsAt(item, key).flatMap((component) =>
    component.group === true ? [] : (textAt(component, 'name') ?? []),
  );
}
