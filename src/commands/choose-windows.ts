import type { OutageWindow } from '../outages/outage-window.js';
import { printWindowText } from '../outages/window-text.js';
import type { Db } from '../store/open-database.js';
import { listWindows } from '../store/window-store.js';
import { UserError } from '../user-error.js';

/** The options that say which window of an outage is meant, where it has several. */
export interface WindowChoice {
  readonly ofPhase?: string;
  readonly ofSystems?: string;
}

/** The windows of an outage that a user means; at least one. Throws a UserError when there is none. */
export function chooseWindows(db: Db, outage: string, { ofPhase, ofSystems }: WindowChoice): OutageWindow[] {
  const ofOutage = listWindows(db).filter((window) => window.outage === outage);
  if (ofOutage.length === 0) {
    throw new UserError(`There is no outage ${outage}. List all with oops-report windows list.`);
  }
  const chosen = ofOutage.filter(
    (window) =>
      (ofPhase === undefined || window.phase === ofPhase) &&
      (ofSystems === undefined || sameSystems(window.systems, ofSystems)),
  );
  if (chosen.length > 0) return chosen;
  throw new UserError(`Outage ${outage} has no such window. It has: ${ofOutage.map(describe).join('; ')}.`);
}

/** The one window that a user means. Throws a UserError when several could be meant. */
export function chooseWindow(db: Db, outage: string, choice: WindowChoice): OutageWindow {
  const [window, ...others] = chooseWindows(db, outage, choice);
  if (window && others.length === 0) return window;
  const all = [window, ...others].flatMap((one) => (one ? [describe(one)] : []));
  throw new UserError(
    `Outage ${outage} has several windows: ${all.join('; ')}. Say which with --of-phase and --of-systems.`,
  );
}

function describe(window: OutageWindow): string {
  const { phase, systems, start, end } = printWindowText(window);
  return `${phase} of ${systems} from ${start} to ${end === '' ? 'open' : end}`;
}

function sameSystems(systems: readonly string[], written: string): boolean {
  const normalise = (names: readonly string[]) =>
    names
      .map((name) => name.toUpperCase())
      .sort()
      .join(' ');
  return normalise(systems) === normalise(written.split(/[\s;]+/).filter(Boolean));
}
