import { Option } from 'commander';
import { LONGEST_UNASKED } from '../../../outages/long-window.js';
import { type OutageWindow, windowKey } from '../../../outages/window.js';
import { toLine } from '../../../text/printable.js';
import { formatDuration } from '../../../time/duration.js';
import { UserError } from '../../../user-error.js';
import type { CommandContext, GlobalOptions } from '../../context.js';
import type { Session } from '../../session.js';
import { type Candidate, confirmLong, type RefusedCandidate } from './confirm-long.js';
import { createRemarkOnSystems } from './unknown-systems.js';

/** Which candidates may be recorded, what is refused of them and why, and what should be known of the others. */
export interface Admission<T extends Candidate> {
  readonly admitted: readonly T[];
  readonly refused: readonly RefusedCandidate<T>[];
  readonly remarks: readonly string[];
}

/** The option that confirms windows in which everything is down for long. */
export function yesOption(): Option {
  const planned = formatDuration(LONGEST_UNASKED.planned);
  const actual = formatDuration(LONGEST_UNASKED.actual);
  return new Option('--yes', `confirm that '*' is down for more than ${actual}, or is to be for ${planned}`);
}

/** What the admission of windows needs of the command. */
type AdmittingContext = Pick<CommandContext, 'stdin' | 'stderr' | 'canAsk'>;

/**
 * Looks at windows before they are recorded, for what is most often a mistake: everything down for longer than is believed
 * unasked, which is refused where nobody confirms it, and systems that nobody has heard of, on which it remarks.
 *
 * @param takesLong `--yes` was said
 */
export async function admit<T extends Candidate>(
  context: AdmittingContext,
  { store }: Pick<Session, 'store'>,
  candidates: readonly T[],
  takesLong: boolean,
): Promise<Admission<T>> {
  const { log, remarkOnSystems } = await store.snapshot(async (data) => ({
    log: await data.windows(),
    remarkOnSystems: await createRemarkOnSystems(data),
  }));
  const { confirmed, refused } = takesLong
    ? { confirmed: candidates, refused: [] }
    : await confirmLong(context, candidates, log);
  const keys = new Set(log.map(windowKey));
  const added = confirmed.filter(({ window }) => !keys.has(windowKey(window)));
  return {
    admitted: confirmed,
    refused,
    remarks: added.flatMap(({ window, place }) => remarkOnSystems(window).map((text) => `${place}: ${text}`)),
  };
}

/** The same for one window that somebody writes down by hand. Throws a UserError when it is refused. */
export async function admitByHand(
  context: AdmittingContext,
  { quiet }: Pick<GlobalOptions, 'quiet'>,
  session: Pick<Session, 'store'>,
  window: OutageWindow,
  { yes = false }: { readonly yes?: boolean },
): Promise<void> {
  const { refused, remarks } = await admit(context, session, [{ window, place: window.outage }], yes);
  const [first] = refused;
  if (first) throw new UserError(first.reason);
  if (!quiet) for (const remark of remarks) context.stderr.write(`${toLine(remark)}\n`);
}
