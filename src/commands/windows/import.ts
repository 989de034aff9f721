import { resolve } from 'node:path';
import { Command } from 'commander';
import { millisecondsInDay } from 'date-fns/constants';
import type { Config } from '../../config/config.js';
import {
  readWindowLog,
  WINDOW_LOG_NAMES,
  type WindowLog,
  type WindowLogName,
  windowLogFormat,
} from '../../outages/window-log/window-log.js';
import { printJson } from '../../reports/layout/outputs.js';
import { toLine } from '../../reports/layout/text.js';
import { listWords } from '../../text/list-words.js';
import { UserError } from '../../user-error.js';
import { type CommandContext, EXIT, type ExitCode, type GlobalOptions } from '../context.js';
import { chooseOutput, FormatOption, type FormatOptions } from '../options/format.js';
import { type Session, withStore } from '../session.js';
import { readWindowFile } from './read-window-file.js';

/** How far ahead events of a calendar that repeat are expanded, in milliseconds: a year. */
const HORIZON = 366 * millisecondsInDay;

/** What an import did; the good rows are loaded whatever the others are. */
export interface WindowImport {
  readonly imported: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly refused: WindowLog['refused'];
}

const IMPORT_OUTPUTS = { text: describeImport, json: printJson } as const;

/** `windows import FILE…`: loads outage windows. */
export function windowsImportCommand(context: CommandContext, end: (code: ExitCode) => void): Command {
  const files = WINDOW_LOG_NAMES.map((name) => windowLogFormat(name).files);
  return new Command('import')
    .summary('load outage windows from files')
    .description(
      `Loads outage windows from ${listWords(files, 'and')}. Good rows are loaded, bad ones refused with their line and reason; then it ends with 2. Importing a
log again changes nothing; a corrected row updates its window, and what it said before is kept.`,
    )
    .argument('<file...>', 'window logs')
    .option('--from <form>', `${WINDOW_LOG_NAMES.join(' or ')} (default: recognised)`)
    .addOption(new FormatOption(IMPORT_OUTPUTS))
    .addHelpText('after', '\nExample:\n  oops-report windows import windows.csv')
    .action(async (files: string[], options: FormatOptions & { readonly from?: string }, self: Command) => {
      const globals = self.optsWithGlobals<GlobalOptions>();
      const print = chooseOutput(IMPORT_OUTPUTS, options, 'windows import');
      const { result, remarks } = await withStore(context, globals, {}, (session) =>
        importFiles(context, session, files, readForm(options.from)),
      );
      if (!globals.quiet) for (const remark of remarks) context.stderr.write(`${toLine(remark)}\n`);
      context.stdout.write(print(result));
      if (result.refused.length > 0) end(EXIT.failed);
    });
}

/** Reads the files and loads all good rows as one change of the log. Throws a UserError for a file that is no log. */
async function importFiles(
  context: Pick<CommandContext, 'cwd' | 'now' | 'user'>,
  { store, config }: Session,
  files: readonly string[],
  form: WindowLogName | null,
): Promise<{ result: WindowImport; remarks: string[] }> {
  const knownSystems = systemNames(config);
  const read = files.map((file) => {
    const { bytes, format } = readWindowFile(resolve(context.cwd, file), file, form);
    const until = context.now() + HORIZON;
    return { file, log: readWindowLog(bytes, format, { file, knownSystems, until }) };
  });
  const windows = read.flatMap(({ log }) => log.windows.map(({ window }) => window));
  const counts = await store.importWindows(windows, { at: context.now(), by: context.user });
  await store.keepRuns(read.flatMap(({ file, log }) => log.runs.map((run) => ({ run, source: file }))));
  return {
    result: { ...counts, refused: read.flatMap(({ log }) => log.refused) },
    remarks: read.flatMap(({ log }) => log.remarks),
  };
}

function readForm(form: string | undefined): WindowLogName | null {
  if (form === undefined) return null;
  const known = WINDOW_LOG_NAMES.find((format) => format === form);
  if (known) return known;
  throw new UserError(
    `--from ${form} is no form of a window log. Choose one of ${WINDOW_LOG_NAMES.join(', ')}.`,
  );
}

/** The systems that a window may name; null when the config lists none, and any name will do. */
function systemNames({ systems }: Config): ReadonlySet<string> | null {
  return systems.length > 0 ? new Set(systems.map(({ name }) => name)) : null;
}

function describeImport({ imported, updated, unchanged, refused }: WindowImport): string {
  const rows = refused.map(({ file, line, reason }) => `refused: ${file} line ${line}: ${reason}`);
  const counts = `Windows: ${imported} imported, ${updated} updated, ${unchanged} unchanged, ${refused.length} refused.`;
  return `${[counts, ...rows].map(toLine).join('\n')}\n`;
}
