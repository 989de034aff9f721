import { ingestPaths } from '../../ingest/ingest.js';
import type { IngestSummary } from '../../ingest/tally.js';
import { countLoaded, createFigures, type Intake } from '../intake.js';
import { isYielding, type LiveStore } from '../live-store.js';

export interface FollowOptions {
  readonly store: LiveStore;
  readonly now: () => number;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** How many threads read reports at most. */
  readonly jobs: number;
  /** Younger files, in milliseconds, wait for the next look; undefined: as the config says. */
  readonly settle?: number | undefined;
  readonly onRemark: (remark: string) => void;
}

/** From one look to the next, in milliseconds. */
const PERIOD = 2000;

/**
 * Follows folders, exports and logs: loads what is in them and what is written to them, as soon as it has settled.
 *
 * @param paths absolute paths
 */
export function followPaths(paths: readonly string[], options: FollowOptions): Intake {
  const { store, now, sleep, jobs, settle, onRemark } = options;
  const figures = createFigures();

  function look(stop: AbortSignal): Promise<IngestSummary> {
    return store.load((session, yielded) =>
      ingestPaths(session, paths, {
        jobs,
        settle: settle ?? session.settlingTime,
        rowsOf: session.rowsOf,
        onRemark,
        signal: AbortSignal.any([stop, yielded]),
      }),
    );
  }

  return {
    name: paths.join(', '),
    figures,
    async run(stop, onReady) {
      figures.isConnected = true;
      while (!stop.aborted) {
        const startedAt = now();
        try {
          const { loaded, unsettled } = await look(stop);
          figures.accepted += loaded;
          countLoaded(figures, { loaded, known: 0, rejected: 0, notErrors: 0 });
          if (unsettled === 0) figures.caughtUpAt = startedAt;
        } catch (error) {
          if (stop.aborted) return;
          if (!isYielding(error)) throw error;
          continue;
        }
        onReady();
        await sleep(PERIOD, stop).catch(() => {});
      }
    },
  };
}
