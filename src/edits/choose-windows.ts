import { describeMissingOutage } from '../outages/missing-outage.js';
import type { OutageWindow } from '../outages/window.js';
import { printWindowText } from '../outages/window-log/text.js';
import { splitTypedSystems } from '../outages/written-systems.js';
import type { Store } from '../store/store.js';
import { parseInstant } from '../time/instant.js';
import { UserError } from '../user-error.js';

/** Which windows of an outage are meant, where it has several. */
export interface WindowChoice {
  readonly ofPhase?: string;
  readonly ofSystems?: string;
  readonly ofStart?: string;
}

/** The windows of an outage that a user means; at least one. Throws a UserError when there is none. */
export async function chooseWindows(
  store: Store,
  outage: string,
  choice: WindowChoice,
): Promise<OutageWindow[]> {
  const windows = await store.snapshot((data) => data.windows());
  const ofOutage = windows.filter((window) => window.outage === outage);
  if (ofOutage.length === 0) {
    throw new UserError(
      describeMissingOutage(
        outage,
        windows.map((window) => window.outage),
      ),
    );
  }
  return narrowWindows(ofOutage, choice);
}

/** Those of some windows that are of the phase and systems that a user means. Throws a UserError when none is. */
export function narrowWindows(
  windows: readonly OutageWindow[],
  { ofPhase, ofSystems, ofStart }: WindowChoice,
): OutageWindow[] {
  const start = ofStart === undefined ? null : parseInstant(ofStart);
  if (start === null && ofStart !== undefined) {
    throw new UserError(
      `--of-start ${ofStart} is no time. Write it as windows list does: 2011-09-08T08:53:05Z.`,
    );
  }
  const chosen = windows.filter(
    (window) =>
      (ofPhase === undefined || window.phase === ofPhase) &&
      (ofSystems === undefined || sameSystems(window.systems, ofSystems)) &&
      (start === null || floorSecond(window.start) === floorSecond(start)),
  );
  if (chosen.length > 0) return chosen;
  const outages = [...new Set(windows.map(({ outage }) => outage))];
  if (outages.length > 1) throw new UserError(`None of the ${windows.length} windows is such a one.`);
  throw new UserError(
    `Outage ${outages.join()} has no such window. It has: ${windows.map(describe).join('; ')}.`,
  );
}

/** The one window that a user means. Throws a UserError when several could be meant. */
export async function chooseWindow(
  store: Store,
  outage: string,
  choice: WindowChoice,
): Promise<OutageWindow> {
  const [window, ...others] = await chooseWindows(store, outage, choice);
  if (window && others.length === 0) return window;
  const all = [window, ...others].flatMap((one) => (one ? [describe(one)] : []));
  throw new UserError(
    `Outage ${outage} has several windows: ${all.join('; ')}. Say which with --of-phase, --of-systems and --of-start.`,
  );
}

function describe(window: OutageWindow): string {
  const { phase, systems, start, end } = printWindowText(window);
  return `${phase} of ${systems} from ${start} to ${end === '' ? 'open' : end}`;
}

/** Lists show whole seconds. */
function floorSecond(at: number): number {
  return Math.floor(at / 1000);
}

function sameSystems(systems: readonly string[], written: string): boolean {
  const normalise = (names: readonly string[]) =>
    names
      .map((name) => name.toUpperCase())
      .sort()
      .join(' ');
  return normalise(systems) === normalise(splitTypedSystems(written, new Set(systems)));
}
