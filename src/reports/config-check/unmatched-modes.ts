import type { Config } from '../../config/config.js';
import { entriesOf } from '../../config/failure-modes/families.js';
import { findSystem } from '../../config/system-map.js';
import { createFailureModeMatcher, type FailureMode } from '../../oops/classes/failure-mode.js';
import type { Snapshot } from '../../store/snapshot.js';
import type { PlacedReporter } from './place-reporters.js';

/** A failure mode that the config itself names, and where. */
export interface NamedMode {
  /** The key of its list, such as `expectedFailures` or `systems.web.expectedFailures`. */
  readonly key: string;
  readonly mode: FailureMode;
}

const ALL_TIMES = { start: Number.MIN_SAFE_INTEGER, end: Number.MAX_SAFE_INTEGER };

/** The failure modes of a config, but for those that are built in, that match nothing that was heard of their systems. */
export async function findUnmatchedModes(
  data: Snapshot,
  config: Config,
  placed: readonly PlacedReporter[],
): Promise<NamedMode[]> {
  const systems = new Map(placed.map(({ heard, system }) => [heard.name, system]));
  const open = new Set(listModes(config));
  if (open.size > 0) {
    // Every exception of every reporter is asked for once; none is wanted.
    await data.exceptionTimes(ALL_TIMES, ({ reporter, exception }) => {
      for (const one of open) {
        if (one.isAbout(systems.get(reporter) ?? null) && one.matches(exception)) open.delete(one);
      }
      return false;
    });
  }
  return [...open].map(({ key, mode }) => ({ key, mode }));
}

type Match = ReturnType<typeof createFailureModeMatcher>['match'];

interface ListedMode extends NamedMode {
  readonly isAbout: (system: string | null) => boolean;
  readonly matches: (exception: Parameters<Match>[0]) => boolean;
}

function listModes(config: Config): ListedMode[] {
  const ofAnySystem = () => true;
  const hasNoOwn = (system: string | null) =>
    (system === null ? null : findSystem(config.systems, system)?.expectedFailures) == null;
  return [
    ...listed('expectedFailures', config.expectedFailures, hasNoOwn),
    ...config.systems.flatMap(({ name, expectedFailures }) =>
      listed(`systems.${name}.expectedFailures`, expectedFailures ?? [], (system) => system === name),
    ),
    ...listed('toleratedFailures', config.toleratedFailures, ofAnySystem),
    ...listed('neverSuppress', config.neverSuppress, ofAnySystem),
  ];
}

function listed(
  key: string,
  modes: readonly FailureMode[],
  isAbout: (system: string | null) => boolean,
): ListedMode[] {
  return entriesOf(modes).flatMap((entry) => {
    if ('family' in entry) return [];
    const { match } = createFailureModeMatcher([entry]);
    return { key, mode: entry, isAbout, matches: (exception) => match(exception) !== undefined };
  });
}
