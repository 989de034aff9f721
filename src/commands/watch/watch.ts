import { Command } from 'commander';
import { isUndecided } from '../../reports/outage/reading/undecided.js';
import { OUTAGE_OUTPUTS } from '../../reports/outage/rendering/outputs.js';
import type { WatchState } from '../../reports/watch/watch-state.js';
import { stageOf } from '../../reports/watch/words.js';
import { parseDuration } from '../../time/duration.js';
import { UserError } from '../../user-error.js';
import { addOopsUrlOption, type OopsUrlOptions } from '../options/oops-url.js';
import { addOutputOptions, type OutputOptions, writeReport } from '../options/report-output.js';
import { type Looking, lookAgain } from '../outage/look-again.js';
import { exitCodeOf } from '../outage/verdict-exit.js';
import type { CommandContext, ExitCode } from '../program/context.js';
import { createDisplay } from './display.js';
import { createLook, type Seen } from './look.js';

interface WatchOptions extends OutputOptions, OopsUrlOptions {
  readonly every?: string;
}

/** Nobody reads faster. In milliseconds. */
const SHORTEST = 1000;
/** Looking takes no more than a fifth of the time. */
const REST_PER_WORK = 4;

/** `watch [ID]`: an outage while it lasts, live in the terminal; ends with its report. */
export function watchCommand(context: CommandContext, end: (code: ExitCode) => void): Command {
  const command = new Command('watch')
    .description(
      `Shows an outage while it lasts: its windows and budget, what every system writes, what should not be there, and, once it is
over, who has recovered and who is watched still, while another process loads what arrives (ingest --follow). It says when the
data is late. Without an id it is the outage that lasts, else one that has just ended, the next that is planned, or the last
one. When every system is decided, or has been watched for as long as it is to be, it ends with the report and the exit code of
oops-report outage. Where stdout is no terminal it writes lines to stderr.`,
    )
    .argument('[outage]', "an outage's id, or a day for the last of that day");
  addOopsUrlOption(command);
  return addOutputOptions(command, OUTAGE_OUTPUTS)
    .option('--every <length>', 'how often it is shown anew, not below 1s (default: 2s; 10s for lines)')
    .addHelpText(
      'after',
      `
Examples:
  oops-report watch
  oops-report watch db-move --every 5s --output review.html`,
    )
    .action(async (named: string | undefined, _: unknown, self: Command) => {
      const options = self.optsWithGlobals<WatchOptions>();
      const display = createDisplay(context, options);
      const every = options.every === undefined ? display.every : readEvery(options.every);
      const looking: Looking<Seen> = {
        look: createLook(context, options, named),
        isOver: ({ state }) => isOver(state, context.now()),
        wait: (took) => Math.max(every, REST_PER_WORK * took),
        show: display.show,
        every: display.hasClock ? every : null,
      };
      const watch = (signal: AbortSignal) => {
        // At once, for the next signal ends the program as it is.
        signal.addEventListener('abort', display.close, { once: true });
        return lookAgain(context, looking, signal);
      };
      const { state, ...shownWith } = await context.interruptible(watch).finally(display.close);
      await writeReport(context, options, OUTAGE_OUTPUTS, [state.report], shownWith);
      end(exitCodeOf([state.report.verdict]));
    });
}

/** Throws a UserError for what is no length of time, or too short. */
function readEvery(text: string): number {
  const length = parseDuration(text);
  if (length !== null && length >= SHORTEST) return length;
  throw new UserError(`--every ${text} is no length of time from 1s on. Write it as 2s or 1m.`);
}

/** Whether there is nothing more to see: all are decided, or have been watched for as long as they are to be. */
function isOver({ report, freshness, watchedUntil }: WatchState, now: number): boolean {
  if (stageOf(report, now) !== 'over' || watchedUntil === null) return false;
  const isDecided = report.systems.length > 0 && !report.systems.some(isUndecided);
  return isDecided || (freshness.until ?? 0) >= watchedUntil;
}
