import { Command } from 'commander';
import type { Config } from '../../config/config.js';
import { systemNames } from '../../config/system-map.js';
import { checkSystems } from '../../outages/window.js';
import { readWindowColumns } from '../../outages/window-log/mapped-json/column-map.js';
import {
  WINDOW_LOG_NAMES,
  type WindowLogName,
  windowLogFormat,
} from '../../outages/window-log/window-log.js';
import { splitTypedSystems } from '../../outages/written-systems.js';
import { printJson } from '../../reports/layout/outputs.js';
import { toLine } from '../../reports/layout/text.js';
import { suggestNames } from '../../text/nearest-names.js';
import { UserError } from '../../user-error.js';
import { chooseOutput, FormatOption, type FormatOptions } from '../options/format.js';
import { type CommandContext, EXIT, type ExitCode, type GlobalOptions } from '../program/context.js';
import { withStore } from '../program/session.js';
import { yesOption } from './admission/admission.js';
import { type ImportChoices, importFiles, type WindowImport } from './import/import-files.js';

const IMPORT_OUTPUTS = { text: describeImport, json: printJson } as const;

/** What the command takes, as it was written. */
interface ImportOptions extends FormatOptions {
  readonly from?: string;
  readonly columns?: string;
  readonly systems?: string;
  readonly yes?: boolean;
}

/** `windows import FILE…`: loads outage windows. */
export function windowsImportCommand(context: CommandContext, end: (code: ExitCode) => void): Command {
  const files = WINDOW_LOG_NAMES.map((name) => `  ${name.padEnd(12)}${windowLogFormat(name).files}`);
  return new Command('import')
    .description(
      `Loads outage windows from what teams keep of them, in any of the forms below. Good rows are loaded, bad ones refused
with their line and reason; then it ends with 2. Importing a log again changes nothing; a corrected row updates its window,
and what it said before is kept.`,
    )
    .argument('<file...>', 'window logs')
    .option('--from <form>', `${WINDOW_LOG_NAMES.join(', ')} (default: recognised)`)
    .option('--columns <map>', 'for JSON with keys of its own: outage=KEY,start=KEY,...')
    .option('--systems <names>', 'all, or names with commas between: for windows whose file names no systems')
    .addOption(yesOption())
    .addOption(new FormatOption(IMPORT_OUTPUTS))
    .addHelpText(
      'after',
      `
Forms:
${files.join('\n')}

Examples:
  oops-report windows import windows.csv
  oops-report windows import silences.json     # of amtool silence query --expired -o json
  oops-report windows import maintenances.json # of curl -s https://status.example.com/api/v2/scheduled-maintenances.json
  oops-report windows import jobs.json --columns 'outage=id,start=begin.at,end=finish.at,systems=scope.names'`,
    )
    .action(async (files: string[], options: ImportOptions, self: Command) => {
      const globals = self.optsWithGlobals<GlobalOptions>();
      const print = chooseOutput(IMPORT_OUTPUTS, options, 'windows import');
      const { result, remarks } = await withStore(context, globals, {}, (session) =>
        importFiles(context, session, files, readChoices(options, session.config)),
      );
      if (!globals.quiet) for (const remark of remarks) context.stderr.write(`${toLine(remark)}\n`);
      context.stdout.write(print(result));
      if (result.refused.length > 0) end(EXIT.failed);
    });
}

/** Reads what was written. Throws a UserError for what makes no sense. */
function readChoices({ from, columns, systems, yes = false }: ImportOptions, config: Config): ImportChoices {
  const form = from === undefined ? null : readForm(from);
  if (columns !== undefined && form !== null && form !== 'json') {
    throw new UserError(`--columns maps JSON, and --from says ${form}. Leave one of them out.`);
  }
  return {
    form,
    columns: columns === undefined ? null : readWindowColumns(columns),
    systems: systems === undefined ? null : readSystems(systems, config),
    takesLong: yes,
  };
}

function readForm(form: string): WindowLogName {
  const known = WINDOW_LOG_NAMES.find((format) => format === form);
  if (known) return known;
  const advice = suggestNames(form, WINDOW_LOG_NAMES, `Choose one of ${WINDOW_LOG_NAMES.join(', ')}.`);
  throw new UserError(`--from ${form} is no form of a window log. ${advice}`);
}

function readSystems(written: string, config: Config): readonly string[] {
  const known = systemNames(config);
  const systems = checkSystems(splitTypedSystems(written, known), known);
  if (typeof systems === 'string') throw new UserError(`--systems ${written}: ${systems}`);
  return systems;
}

function describeImport({ imported, updated, unchanged, refused, calledOff }: WindowImport): string {
  const rows = refused.map(({ file, line, reason }) => `refused: ${file} line ${line}: ${reason}`);
  const counts = `Windows: ${imported} imported, ${updated} updated, ${unchanged} unchanged, ${refused.length} refused${calledOff ? `, ${calledOff} called off` : ''}.`;
  return `${[counts, ...rows].map(toLine).join('\n')}\n`;
}
