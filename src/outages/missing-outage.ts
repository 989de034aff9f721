import { suggestNames } from '../text/nearest-names.js';

/**
 * Says that the log has no outage of a name, with those that may have been meant.
 *
 * @param problem the sentence it begins with, where it is not that there is none
 * @example
 * describeMissingOutage('fdt-2', ['fdt-1']); // 'There is no outage fdt-2. Did you mean fdt-1? List all with …'
 */
export function describeMissingOutage(
  named: string,
  ids: Iterable<string>,
  problem = `There is no outage ${named}.`,
): string {
  return [problem, suggestNames(named, ids, ''), 'List all with oops-report windows list.']
    .filter(Boolean)
    .join(' ');
}
