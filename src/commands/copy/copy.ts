import { Command } from 'commander';
import { loadConfig } from '../../config/load-config.js';
import { nameStore, type StoreAddress, writeStoreAddress } from '../../store/address/address.js';
import { copyStore } from '../../store/copy/copy-store.js';
import { settingsOf } from '../../store/derivation-settings.js';
import { openStore } from '../../store/opening/open-store.js';
import type { OpenedStore, OpenStoreOptions } from '../../store/opening/opened-store.js';
import { toLine } from '../../text/printable.js';
import { chooseOutput, FormatOption, type FormatOptions } from '../options/format.js';
import { type CommandContext, EXIT, type ExitCode, type GlobalOptions } from '../program/context.js';
import { createLiveLine } from '../terminal/live-line.js';
import { readCopyEnds } from './copy-ends.js';
import { COPY_OUTPUTS, describeDifferences } from './describe-copy.js';
import { createCopyLine } from './progress-line.js';

/** `copy FROM TO`: one store into another. */
export function copyCommand(context: CommandContext, end: (code: ExitCode) => void): Command {
  return new Command('copy')
    .description(
      `Copies all that one database keeps to another, between files and servers in any direction: OOPSes with their times and order
of arrival, the files that hold them and how far exports were read, so that ingest goes on there; rejects, discards,
sources, windows with every change, deployment logs, bugs. It is read as it was at one moment, whatever is loaded meanwhile.

What it copies to must be new. Killed at any moment, it goes on where it was when it is run again; a copy that is finished
is only compared. In the end the counts are compared: where they differ it ends with 2 and says by how much, as when FROM
was changed between two runs, or the tables of TO keep OOPSes for less long. Passwords come from the environment, the same
for both.`,
    )
    .argument('<from>', 'a database: a file, or the address of one on a server')
    .argument('<to>', 'a new one')
    .addOption(new FormatOption(COPY_OUTPUTS))
    .addHelpText(
      'after',
      `
Examples:
  oops-report copy oops-report.db clickhouse://oops@ch1/oops
  oops-report copy 'clickhouse://oops@ch1,ch2/oops?cluster=two' backup.db`,
    )
    .action(async (from: string, to: string, _: unknown, self: Command) => {
      const options = self.optsWithGlobals<FormatOptions & GlobalOptions>();
      const print = chooseOutput(COPY_OUTPUTS, options, 'copy');
      const ends = readCopyEnds(from, to, options, context);
      const startedAt = context.now();
      const result = await copy(context, options, ends);
      const elapsedSeconds = (context.now() - startedAt) / 1000;
      const told = { from: nameStore(ends.from), to: nameStore(ends.to), ...result, elapsedSeconds };
      context.stdout.write(print(told));
      if (result.differences.length === 0) return;
      context.stderr.write(`oops-report: ${toLine(describeDifferences(told))}\n`);
      end(EXIT.failed);
    });
}

async function copy(
  context: CommandContext,
  options: GlobalOptions,
  { from, to }: { readonly from: StoreAddress; readonly to: StoreAddress },
) {
  const config = await loadConfig(options.config ?? null, context.env, context.cwd);
  const more = { settings: settingsOf(config), onCopy: () => {} };
  const line = context.showsProgress && !options.quiet ? createLiveLine(context) : null;
  const describe = createCopyLine(context.now);
  return withOpened(from, { ...more, fills: false, writes: false, mustExist: true }, (source) =>
    withOpened(to, { ...more, fills: true, writes: true }, (target) =>
      context
        .interruptible(
          (signal) =>
            copyStore({
              from: { store: source, name: nameStore(from), address: writeStoreAddress(from) },
              to: { store: target, name: nameStore(to) },
              signal,
              onProgress: (done, all) => line?.show(describe(done, all)),
            }),
          'What was copied is there: run it again for the rest.',
        )
        .finally(() => line?.clear()),
    ),
  );
}

/** Opens a store for some work and closes it, whatever comes. Its engine says what its own errors mean. */
async function withOpened<T>(
  address: StoreAddress,
  options: OpenStoreOptions,
  work: (store: OpenedStore['store']) => Promise<T>,
): Promise<T> {
  const { store, explain } = await openStore(address, options);
  try {
    return await work(store);
  } catch (error) {
    throw explain(error) ?? error;
  } finally {
    await store.close();
  }
}
