import type { Command } from 'commander';
import type { CommandContext } from './context.js';
import type { ExitCode } from './exit-code.js';

/** Makes a command. `end` is told the exit code of what was done. */
export type MakeCommand = (context: CommandContext, end: (code: ExitCode) => void) => Command;

/** Every command by its name, in the order of the help. Each is loaded when it is needed: together they take long. */
const LOADERS: Readonly<Record<string, () => Promise<MakeCommand>>> = {
  ingest: async () => (await import('./ingest.js')).ingestCommand,
  rejects: async () => (await import('./rejects.js')).rejectsCommand,
  windows: async () => (await import('./windows.js')).windowsCommand,
  daily: async () => (await import('./daily.js')).dailyCommand,
  outage: async () => (await import('./outage.js')).outageCommand,
  outages: async () => (await import('./outages.js')).outagesCommand,
  show: async () => (await import('./show.js')).showCommand,
  why: async () => (await import('./why.js')).whyCommand,
  export: async () => (await import('./export.js')).exportCommand,
  bug: async () => (await import('./bug.js')).bugCommand,
  query: async () => (await import('./query.js')).queryCommand,
  sql: async () => (await import('./sql.js')).sqlCommand,
  completion: async () => (await import('./completion.js')).completionCommand,
};

/** What needs to know of every command. */
const NEEDS_ALL = new Set(['help', '--help', '-h', 'completion']);

/** Loads the commands that a command line can mean; all of them when it names none, or asks for help. */
export function loadCommands(given: readonly string[]): Promise<MakeCommand[]> {
  // A word that is still being completed may become another command: outage becomes outages.
  const args = given[0] === 'complete-words' ? given.slice(0, -1) : given;
  const named = Object.keys(LOADERS).filter((name) => args.includes(name));
  const isAll = named.length === 0 || args.some((arg) => NEEDS_ALL.has(arg));
  const names = isAll ? Object.keys(LOADERS) : named;
  return Promise.all(names.map((name) => LOADERS[name]?.() as Promise<MakeCommand>));
}
