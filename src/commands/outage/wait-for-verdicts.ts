import type { OutageReport } from '../../reports/outage/outage-report.js';
import { isUndecided } from '../../reports/outage/reading/undecided.js';
import { toLine } from '../../text/printable.js';
import { formatDuration, parseDuration } from '../../time/duration.js';
import { UserError } from '../../user-error.js';
import type { CommandContext } from '../program/context.js';
import { createWaitLine, listNames } from '../terminal/wait-line.js';
import { type Looking, lookAgain } from './look-again.js';

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
  const left = () => until - context.now();
  const openOf = ({ reports }: T) => reports.flatMap(({ systems }) => systems.filter(isUndecided));
  const line = createWaitLine(context, quiet === undefined ? {} : { quiet });
  const work = async (signal: AbortSignal): Promise<T> => {
    const looking: Looking<T> = {
      look,
      isOver: (seen) => openOf(seen).length === 0 || left() <= 0,
      wait: () => Math.min(BETWEEN_LOOKS, left()),
      show: (seen) => line.show({ reports: seen.reports, open: openOf(seen), left: left() }),
      every: line.every,
    };
    const seen = await lookAgain(context, looking, signal);
    const open = openOf(seen);
    if (open.length > 0) {
      line.clear();
      context.stderr.write(`Undecided after ${formatDuration(allowed)}: ${toLine(listNames(open))}.\n`);
    }
    return seen;
  };
  return context.interruptible(work).finally(line.clear);
}
