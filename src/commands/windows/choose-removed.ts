import { resolve } from 'node:path';
import { chooseWindows, narrowWindows, type WindowChoice } from '../../edits/choose-windows.js';
import { seriesOf } from '../../outages/series.js';
import type { OutageWindow } from '../../outages/window.js';
import type { Store } from '../../store/store.js';
import { suggestNames } from '../../text/nearest-names.js';
import { UserError } from '../../user-error.js';

/** Which windows are to be removed, beside the outage. */
export interface RemovalChoice extends WindowChoice {
  /** All plans of the series that the outage is, or is one time of. */
  readonly series?: boolean;
  /** The file that has brought them. */
  readonly source?: string;
}

/** The windows that a user wants removed; at least one. Throws a UserError when there is none. */
export async function chooseRemoved(
  store: Store,
  cwd: string,
  outage: string | undefined,
  { series = false, source, ...choice }: RemovalChoice,
): Promise<OutageWindow[]> {
  if (outage === undefined && (series || source === undefined)) {
    throw new UserError('Name the outage that is to be removed, or a file with --source.');
  }
  const log = await store.snapshot((data) => data.windows());
  const ofOutage =
    outage === undefined
      ? log
      : series
        ? plansOfSeries(log, outage)
        : await chooseWindows(store, outage, choice);
  const chosen = source === undefined ? ofOutage : ofSource(ofOutage, cwd, source);
  return narrowWindows(chosen, choice);
}

/**
 * Only plans: what happened has ids that look the same, such as those of the deployment tool (`fdt-20120618T100025Z`), and
 * is no series.
 */
function plansOfSeries(log: readonly OutageWindow[], named: string): OutageWindow[] {
  const plans = log.filter(({ isPlanned }) => isPlanned);
  const series = seriesOf({ outage: named });
  const found = plans.filter((plan) => seriesOf(plan) === series);
  if (found.length > 0) return found;
  const question = suggestNames(series, plans.map(seriesOf), '');
  throw new UserError(
    `There are no plans of a series ${series}. ${question && `${question} `}List all with oops-report windows list.`,
  );
}

/** A file is the one that was imported, however its path was written then. */
function ofSource(windows: readonly OutageWindow[], cwd: string, named: string): OutageWindow[] {
  const path = resolve(cwd, named);
  const found = windows.filter(({ source }) => source === named || resolve(cwd, source) === path);
  if (found.length > 0) return found;
  const sources = windows.map(({ source }) => source);
  const question = suggestNames(named, sources, '');
  const advice =
    question ||
    (sources.length === 0 ? 'The window log is empty.' : `They are of: ${[...new Set(sources)].join(', ')}.`);
  throw new UserError(`No window is of ${named}. ${advice}`);
}
