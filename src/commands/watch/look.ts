import { gatherReportContext, type ReportContext } from '../../evidence/report-context.js';
import { LATEST } from '../../outages/find-outages.js';
import type { Outage } from '../../outages/outage.js';
import { findNamed } from '../../reports/outage/named-outages.js';
import { buildWatchState } from '../../reports/watch/build-watch-state.js';
import type { WatchState } from '../../reports/watch/watch-state.js';
import { UserError } from '../../user-error.js';
import { type OopsUrlOptions, readOopsUrl } from '../options/oops-url.js';
import type { CommandContext, GlobalOptions } from '../program/context.js';
import { withSnapshot } from '../program/session.js';
import type { ShownWith } from '../terminal/look.js';
import { chooseOutage, findAgain } from './choose-outage.js';

/** What one look shows. */
export interface Seen extends ShownWith {
  readonly state: WatchState;
  /** Why the last look failed; null where it did not. */
  readonly trouble: string | null;
}

/**
 * Makes what looks at an outage, each time at the data as it is then, and at the same outage. What the user can put right
 * ends the first look; later it is trouble that may pass, and what was seen before stays.
 */
export function createLook(
  context: CommandContext,
  options: GlobalOptions & OopsUrlOptions,
  named: string | undefined,
): () => Promise<Seen> {
  let seen: Seen | null = null;
  return async () => {
    const before = seen;
    try {
      const globals = before ? { ...options, quiet: true } : options;
      seen = await withSnapshot(context, globals, async ({ data, config, database }) => {
        const reportContext = await gatherReportContext(data, config, null);
        const outage = before
          ? findSame(reportContext, before.state.report.outage)
          : findFirst(reportContext, named, context.now());
        const state = await buildWatchState(reportContext, outage, context.now());
        return { state, trouble: null, database, oopsUrl: readOopsUrl(options, config, context.env) };
      });
    } catch (error) {
      if (!before || !(error instanceof UserError)) throw error;
      seen = { ...before, trouble: error.message };
    }
    return seen;
  };
}

/** Of several that a day names, the last. Throws a UserError when there is none. */
function findFirst(reportContext: ReportContext, named: string | undefined, now: number): Outage {
  const { outages, config } = reportContext;
  const chosen = named === undefined ? chooseOutage(outages, now, config.verdict.observation) : undefined;
  return chosen ?? (findNamed(reportContext, named ?? LATEST, now).at(-1) as Outage);
}

function findSame({ outages }: ReportContext, id: string): Outage {
  const outage = findAgain(outages, id);
  if (outage) return outage;
  throw new UserError(`outage ${id} is no longer in the window log.`);
}
