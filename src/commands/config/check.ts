import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { loadConfig, nameConfig } from '../../config/load-config.js';
import { checkConfig } from '../../reports/config-check/check-config.js';
import { CONFIG_CHECK_OUTPUTS } from '../../reports/config-check/outputs.js';
import { chooseOutput, FormatOption, type FormatOptions } from '../options/format.js';
import { type CommandContext, EXIT, type ExitCode, type GlobalOptions } from '../program/context.js';
import { withPlainSnapshot } from '../program/session.js';

/** `config check`: what a config means for what was loaded; ends with 1 when something of it is wrong. */
export function configCheckCommand(context: CommandContext, end: (code: ExitCode) => void): Command {
  return new Command('check')
    .summary('say what the config means for what was loaded')
    .description(
      `Says which system each reporter that was heard is of, and what is wrong: reporters of no system or of two, systems and
patterns that nobody is of, unknown names in groups and in the window log. Beside it stands what may be meant: groups
without recipients, systems in no group, failure modes that match nothing yet. Ends with 1 when something is wrong, and
with --strict also for what may be meant.`,
    )
    .addOption(new FormatOption(CONFIG_CHECK_OUTPUTS))
    .option('--strict', 'end with 1 also for what may be meant')
    .addHelpText('after', '\nExample:\n  oops-report config check')
    .action(async (options: FormatOptions & { readonly strict?: boolean }, self: Command) => {
      const globals: GlobalOptions = self.optsWithGlobals();
      const print = chooseOutput(CONFIG_CHECK_OUTPUTS, options, 'config check');
      const { path, isNamed } = nameConfig(globals.config ?? null, context.env);
      const config = await loadConfig(globals.config ?? null, context.env, context.cwd);
      const isThere = isNamed || existsSync(resolve(context.cwd, path));
      const check = await withPlainSnapshot(context, globals, (data) =>
        checkConfig(data, config, isThere ? path : null),
      );
      context.stdout.write(print(check));
      if (check.findings.some(({ level }) => level === 'fault' || options.strict)) end(EXIT.finding);
    });
}
