import { Command } from 'commander';
import type { CommandContext, ExitCode } from '../context.js';
import { windowsAddCommand } from './add.js';
import { windowsCheckCommand } from './check.js';
import { windowsDetectCommand } from './detect.js';
import { windowsEditCommand } from './edit.js';
import { windowsEndCommand } from './end.js';
import { windowsExportCommand } from './export.js';
import { windowsImportCommand } from './import.js';
import { windowsListCommand } from './list.js';
import { windowsLogCommand } from './log.js';
import { windowsRemoveCommand } from './remove.js';

/** `windows`: the log of outage windows. */
export function windowsCommand(context: CommandContext, end: (code: ExitCode) => void): Command {
  return new Command('windows')
    .summary('keep the log of outage windows')
    .description('Keeps the log of outage windows: what was down, for which systems, from when to when.')
    .addCommand(windowsImportCommand(context, end))
    .addCommand(windowsListCommand(context))
    .addCommand(windowsAddCommand(context))
    .addCommand(windowsEndCommand(context))
    .addCommand(windowsEditCommand(context))
    .addCommand(windowsRemoveCommand(context))
    .addCommand(windowsLogCommand(context))
    .addCommand(windowsExportCommand(context))
    .addCommand(windowsCheckCommand(context, end))
    .addCommand(windowsDetectCommand(context));
}
