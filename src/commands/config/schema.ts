import { resolve } from 'node:path';
import { Command } from 'commander';
import { SCHEMA_FILE } from '../../config/schema-file.js';
import { printJson } from '../../reports/layout/outputs.js';
import { writeFile } from '../options/write-file.js';
import type { CommandContext } from '../program/context.js';

/** `config schema`: what a config may say, for editors. */
export function configSchemaCommand(context: CommandContext): Command {
  return new Command('schema')
    .summary('print the JSON Schema of the config, for editors')
    .description(
      `Prints what oops-report.yaml may say as JSON Schema: editors complete its keys, tell what each means, and mark what is
wrong. A config that begins as those of config init do finds it as ${SCHEMA_FILE} beside it.`,
    )
    .option('--output <file>', 'write to a file')
    .addHelpText('after', `\nExample:\n  oops-report config schema --output ${SCHEMA_FILE}`)
    .action(async ({ output }: { readonly output?: string }) => {
      // Loaded only here: every command of config loads this file.
      const { describeConfigSchema } = await import('../../config/schema/json-schema.js');
      const schema = printJson(describeConfigSchema());
      if (output === undefined) context.stdout.write(schema);
      else writeFile(resolve(context.cwd, output), schema);
    });
}
