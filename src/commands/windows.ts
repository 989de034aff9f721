import { Command } from 'commander';
import type { CommandContext } from './context.js';
import type { ExitCode } from './exit-code.js';
import { windowsAddCommand } from './windows-add.js';
import { windowsCheckCommand } from './windows-check.js';
import { windowsDetectCommand } from './windows-detect.js';
import { windowsEditCommand } from './windows-edit.js';
import { windowsEndCommand } from './windows-end.js';
import { windowsExportCommand } from './windows-export.js';
import { windowsImportCommand } from './windows-import.js';
import { windowsListCommand } from './windows-list.js';
import { windowsLogCommand } from './windows-log.js';
import { windowsRemoveCommand } from './windows-remove.js';

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
