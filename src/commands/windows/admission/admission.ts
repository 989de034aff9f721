import { Option } from 'commander';
import { type Admission, admitWindows, admitByHand as admitWritten } from '../../../edits/admit-windows.js';
import type { Candidate, Confirmation } from '../../../edits/confirm-long.js';
import { LONGEST_UNASKED } from '../../../outages/long-window.js';
import type { OutageWindow } from '../../../outages/window.js';
import { toLine } from '../../../text/printable.js';
import { formatDuration } from '../../../time/duration.js';
import type { CommandContext, GlobalOptions } from '../../program/context.js';
import type { Session } from '../../program/session.js';
import { createAsker } from '../../terminal/ask.js';

/** The option that confirms windows in which everything is down for long. */
export function yesOption(): Option {
  const planned = formatDuration(LONGEST_UNASKED.planned);
  const actual = formatDuration(LONGEST_UNASKED.actual);
  return new Option('--yes', `confirm that '*' is down for more than ${actual}, or is to be for ${planned}`);
}

/** What the admission of windows needs of the command. */
type AdmittingContext = Pick<CommandContext, 'stdin' | 'stderr' | 'canAsk'>;

/**
 * Looks at windows before they are recorded: see `admitWindows`. What is to be confirmed is asked at a terminal. Where there is
 * none it is refused, for a job must not wait for an answer.
 *
 * @param takesLong `--yes` was said
 */
export function admit<T extends Candidate>(
  context: AdmittingContext,
  { store }: Pick<Session, 'store'>,
  candidates: readonly T[],
  takesLong: boolean,
): Promise<Admission<T>> {
  return withConfirmation(context, takesLong, (confirmation) =>
    admitWindows(store, candidates, confirmation),
  );
}

/** The same for one window that somebody writes down by hand. Throws a UserError when it is refused. */
export async function admitByHand(
  context: AdmittingContext,
  { quiet }: Pick<GlobalOptions, 'quiet'>,
  { store }: Pick<Session, 'store'>,
  window: OutageWindow,
  { yes = false }: { readonly yes?: boolean },
): Promise<void> {
  const remarks = await withConfirmation(context, yes, (confirmation) =>
    admitWritten(store, window, confirmation),
  );
  if (!quiet) for (const remark of remarks) context.stderr.write(`${toLine(remark)}\n`);
}

async function withConfirmation<T>(
  context: AdmittingContext,
  isConfirmed: boolean,
  work: (confirmation: Confirmation | null) => Promise<T>,
): Promise<T> {
  if (isConfirmed) return work(null);
  const asker = createAsker(context);
  try {
    return await work({
      ask: async (question) => context.canAsk && asker.ask(question),
      advice: 'Confirm it with --yes',
    });
  } finally {
    asker.close();
  }
}
