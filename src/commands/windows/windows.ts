import { Command } from 'commander';
import { type CommandList, loadListed, type MakeCommand, type Words } from '../program/listed-command.js';

/** `windows`: the log of outage windows, with those of its commands that the words can mean. */
export async function loadWindowsCommand(words: Words): Promise<MakeCommand> {
  const addCommands = await loadListed(WINDOWS_COMMANDS, words);
  return (context, end) => {
    const command = new Command('windows').description(
      'Keeps the log of outage windows: what was down, for which systems, from when to when.',
    );
    addCommands(command, context, end);
    return command;
  };
}

const WINDOWS_COMMANDS: CommandList = {
  import: {
    summary: 'load outage windows from files',
    takes: '<file...>',
    load: async () => (await import('./import.js')).windowsImportCommand,
  },
  list: {
    summary: 'list the outage windows',
    takes: '',
    load: async () => (await import('./list.js')).windowsListCommand,
  },
  add: {
    summary: 'record one window',
    takes: '',
    load: async () => (await import('./add.js')).windowsAddCommand,
  },
  end: {
    summary: 'close the open windows of an outage',
    takes: '<outage>',
    load: async () => (await import('./end.js')).windowsEndCommand,
  },
  edit: {
    summary: 'correct one window',
    takes: '<outage>',
    load: async () => (await import('./edit.js')).windowsEditCommand,
  },
  remove: {
    summary: 'take windows out of the log',
    takes: '<outage>',
    load: async () => (await import('./remove.js')).windowsRemoveCommand,
  },
  log: {
    summary: "show every change of an outage's windows",
    takes: '<outage>',
    load: async () => (await import('./log.js')).windowsLogCommand,
  },
  export: {
    summary: 'write the window log, ready to be imported again',
    takes: '',
    load: async () => (await import('./export.js')).windowsExportCommand,
  },
  check: {
    summary: 'lint the window log against schedule and reports',
    takes: '',
    load: async () => (await import('./check.js')).windowsCheckCommand,
  },
  detect: {
    summary: 'find storms that no window covers',
    takes: '',
    load: async () => (await import('./detect.js')).windowsDetectCommand,
  },
};
