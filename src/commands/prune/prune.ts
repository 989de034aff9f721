import { Command } from 'commander';
import { carryOut, type PlannedPrune, planFor } from '../../prune/prune-store.js';
import { readReferences } from '../../prune/read-references.js';
import { toLine } from '../../text/printable.js';
import { UserError } from '../../user-error.js';
import { chooseOutput, FormatOption, type FormatOptions } from '../options/format.js';
import { type CommandContext, EXIT, type ExitCode, type GlobalOptions } from '../program/context.js';
import { withStore } from '../program/session.js';
import { createAsker } from '../terminal/ask.js';
import { createLiveLine } from '../terminal/live-line.js';
import { describePlan, PRUNE_OUTPUTS, type ToldPrune } from './describe-prune.js';
import { type AgeOptions, readAge } from './read-age.js';

interface PruneOptions extends AgeOptions, FormatOptions, GlobalOptions {
  readonly keepReferenced?: readonly string[];
  readonly files?: boolean;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

/** `prune`: deletes old OOPSes that nobody refers to. */
export function pruneCommand(context: CommandContext, end: (code: ExitCode) => void): Command {
  return new Command('prune')
    .description(
      `Deletes the OOPSes from before a moment, but for those that somebody refers to and those that reports of outages need. Of an
outage that ended in the last 365 days all stays that its report reads, so that it says the same as before: 30 days before
it and two after. Of an older one stays what its report shows by id, in its windows and three hours after; what was usual
before it is no longer known then, and the report says so.

What was deleted is not loaded again from the files that it was read from, while they are as they were; when each signature
was first and last seen stays known. The space is given back to the disk, on ClickHouse by the next prune, an hour later or
more. Stopped or killed at any moment, the database is right, and the same command does the rest. On a terminal it says
first what it would do, and asks. Ends with 1 when --files left some.`,
    )
    .option('--older-than <length>', 'what happened longer ago than this: 90d, 26w')
    .option('--before <time>', 'in place of that: what happened before a day or a time, such as 2026-08-01')
    .option(
      '--keep-referenced <file...>',
      'text files: whatever OOPS is named in one stays, by oops- and what follows, in any case, also in an address; - is standard input',
    )
    .option(
      '--files',
      'delete the reports on disk too: those in folders of days that are still what was read; exports and logs stay',
    )
    .option('--yes', 'do not ask')
    .option('--dry-run', 'say what would be deleted, and delete nothing')
    .addOption(new FormatOption(PRUNE_OUTPUTS))
    .addHelpText(
      'after',
      `
Examples:
  oops-report prune --older-than 90d --keep-referenced bugs.txt wiki/*.md --dry-run
  oops-report prune --before 2026-08-01 --keep-referenced - --files --yes < bugs.txt`,
    )
    .action(async (_: unknown, self: Command) => {
      const options = self.optsWithGlobals<PruneOptions>();
      const print = chooseOutput(PRUNE_OUTPUTS, options, 'prune');
      const now = context.now();
      const before = readAge(options, now);
      const { keepReferenced: files = [], dryRun = false, files: deletesFiles = false } = options;
      const { cwd, stdin } = context;
      const referred = await readReferences({ files, cwd, stdin, now });
      const told = await withStore(context, options, { fills: false }, async ({ store, config }) => {
        const plan = await planFor(store, { config, now, before, referred, deletesFiles });
        const planned = { before, prunable: plan.prunable };
        if (dryRun) return { ...planned, result: null, isDryRun: true, elapsedSeconds: null };
        const isAgreed = plan.prunable.oopses === 0 || (await agree(context, options, before, plan));
        if (!isAgreed) return null;
        const line = context.showsProgress && !options.quiet ? createLiveLine(context) : null;
        const onProgress = (deleted: number) =>
          line?.show(`${deleted} of ${plan.prunable.oopses} OOPSes deleted`);
        const result = await context
          .interruptible(
            (signal) => carryOut(store, plan, { signal, onProgress }),
            'What was deleted is deleted: run it again for the rest.',
          )
          .finally(() => line?.clear());
        const elapsedSeconds = (context.now() - now) / 1000;
        return { ...planned, result, isDryRun: false, elapsedSeconds } satisfies ToldPrune;
      });
      if (told === null) return void context.stderr.write('Nothing is deleted.\n');
      context.stdout.write(print(told));
      if (told.result?.files?.stayed) end(EXIT.finding);
    });
}

/** Whether it is to be done. Throws a UserError when that was not said, and nobody can be asked. */
async function agree(
  context: CommandContext,
  { yes = false, keepReferenced = [] }: PruneOptions,
  before: number,
  { prunable }: PlannedPrune,
): Promise<boolean> {
  if (yes) return true;
  const told = { before, prunable, result: null, isDryRun: true, elapsedSeconds: null };
  const hasList = keepReferenced.includes('-');
  if (!context.canAsk || hasList) {
    const why = hasList ? 'standard input has the list' : 'there is no terminal';
    throw new UserError(
      `${toLine(describePlan(told))} Nobody can be asked, for ${why}: give --yes to have it done, or --dry-run to look.`,
    );
  }
  context.stderr.write(`${toLine(describePlan(told))}\n`);
  const asker = createAsker(context);
  return asker.ask('Delete them?').finally(asker.close);
}
