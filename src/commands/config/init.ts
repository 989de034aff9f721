import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { writeFirstConfig } from '../../config/first-config/write-first-config.js';
import { nameConfig } from '../../config/load-config.js';
import { plural, toLine } from '../../reports/layout/text.js';
import { isTimeZone } from '../../time/zone.js';
import { UserError } from '../../user-error.js';
import { writeFile } from '../options/write-file.js';
import type { CommandContext, GlobalOptions } from '../program/context.js';
import { withPlainSnapshot } from '../program/session.js';

interface InitOptions {
  readonly output?: string;
  readonly force?: boolean;
}

/** `config init`: a first config, from who was heard. */
export function configInitCommand(context: CommandContext): Command {
  return new Command('init')
    .summary('write a first config from what was loaded')
    .description(
      `Writes a first config from who was heard: reporters whose names differ only in numbers and ids become one system, all
others one each; a group of all, or one for each environment; the zone of the machine (TZ); and as comments what
teams add next. Without any reports all of it is comment.`,
    )
    .option(
      '--output <file>',
      'write this file (default: that of --config, else of the environment, else oops-report.yaml)',
    )
    .option('--force', 'write over a file that is there')
    .addHelpText('after', '\nExample:\n  oops-report ingest /var/log/shop && oops-report config init')
    .action(async (options: InitOptions, self: Command) => {
      const globals: GlobalOptions = self.optsWithGlobals();
      const path = options.output ?? nameConfig(globals.config ?? null, context.env).path;
      const file = resolve(context.cwd, path);
      if (!options.force && isFile(file)) {
        throw new UserError(
          `${path}: is there already. Name another file with --output, or write over it with --force.`,
        );
      }
      const heard = await withPlainSnapshot(context, globals, (data) => data.heardReporters());
      const { text, systems } = writeFirstConfig({ heard, timezone: zoneOf(context.env) });
      writeFile(file, text);
      if (!globals.quiet) context.stderr.write(`${toLine(describe(path, systems.length, heard.length))}\n`);
    });
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** The zone that the environment names; null where it names none of the IANA database. */
function zoneOf({ TZ }: CommandContext['env']): string | null {
  const zone = TZ?.replace(/^:/, '') ?? '';
  return zone !== '' && isTimeZone(zone) ? zone : null;
}

function describe(path: string, systems: number, reporters: number): string {
  return systems === 0
    ? `${path}: written with comments alone, because nothing was loaded yet. Load reports with oops-report ingest PATH, then write it anew with oops-report config init --force.`
    : `${path}: written with ${plural(systems, 'system')} of ${plural(reporters, 'reporter')}. Read it, then see what it means with oops-report config check.`;
}
