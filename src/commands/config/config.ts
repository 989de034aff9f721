import { Command } from 'commander';
import type { CommandContext, ExitCode } from '../program/context.js';
import { configCheckCommand } from './check.js';
import { configInitCommand } from './init.js';
import { configSchemaCommand } from './schema.js';

/** `config`: the config, first written, checked, and described to editors. */
export function configCommand(context: CommandContext, end: (code: ExitCode) => void): Command {
  return new Command('config')
    .description(
      'Writes a first config from what was heard, checks what one means, and describes it to editors.',
    )
    .addCommand(configInitCommand(context))
    .addCommand(configCheckCommand(context, end))
    .addCommand(configSchemaCommand(context));
}
