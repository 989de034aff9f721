import type { OutageReport, ReportedSystem } from '../../reports/outage/outage-report.js';
import { toLine } from '../../text/printable.js';
import { formatDuration, parseDuration } from '../../time/duration.js';
import { UserError } from '../../user-error.js';
import type { CommandContext } from '../context.js';
import { createWaitLine, listNames } from '../terminal/wait-line.js';

/** The options of a report that waits for its verdict. */
export interface WaitOptions {
  readonly wait?: boolean;
  readonly timeout?: string;
  readonly quiet?: boolean;
}

/** How long is waited between two looks, and in all when the user does not say; in milliseconds. */
const BETWEEN_LOOKS = 10_000;
const DEFAULT_TIMEOUT = '10m';

/**
 * Looks again and again, while another process loads the reports that still arrive, until every system is decided or
 * the time is up, and returns what was seen last. A system that no watching can decide is not waited for.
 *
 * @param look makes the reports as things stand, from the database of that moment
 */
export async function waitForVerdicts<T extends { readonly reports: readonly OutageReport[] }>(
  context: CommandContext,
  { timeout = DEFAULT_TIMEOUT, quiet }: WaitOptions,
  look: (isFirst: boolean) => Promise<T>,
): Promise<T> {
  const allowed = parseDuration(timeout);
  if (allowed === null)
    throw new UserError(`--timeout ${timeout} is no length of time. Write it as 30s, 10m or 1h.`);
  const until = context.now() + allowed;
  const line = createWaitLine(context, quiet === undefined ? {} : { quiet });
  const work = async (signal: AbortSignal): Promise<T> => {
    for (let isFirst = true; ; isFirst = false) {
      const seen = await look(isFirst);
      const open = seen.reports.flatMap(({ systems }) => systems.filter(isUndecided));
      const left = until - context.now();
      if (open.length === 0) return seen;
      if (left <= 0) {
        line.clear();
        context.stderr.write(`Undecided after ${formatDuration(allowed)}: ${toLine(listNames(open))}.\n`);
        return seen;
      }
      const next = context.now() + Math.min(BETWEEN_LOOKS, left);
      for (let rest = next - context.now(); rest > 0; rest = next - context.now()) {
        line.show({ reports: seen.reports, open, left: until - context.now() });
        await context.sleep(Math.min(rest, line.every ?? rest), signal);
      }
    }
  };
  return context.interruptible(work).finally(line.clear);
}

/** Whether watching on can still decide a system. */
function isUndecided({ verdict, recovery }: ReportedSystem): boolean {
  if (recovery.verdict === 'ongoing' || recovery.verdict === 'too-early') return true;
  return verdict === 'inconclusive' && recovery.verdict === 'no-evidence' && recovery.secondsNeeded !== null;
}
