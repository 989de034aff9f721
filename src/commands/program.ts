import { Command, CommanderError } from 'commander';
import { CONFIG_VARIABLE } from '../config/load-config.js';
import { Interruption } from '../interruption.js';
import { toLine } from '../text/printable.js';
import { completeWordsCommand } from './completion.js';
import { type CommandContext, EXIT, type ExitCode } from './context.js';
import { explainError } from './explain-error.js';
import { DATABASE_VARIABLE, DEFAULT_DATABASE } from './session.js';
import { readVersion } from './version.js';

/**
 * Runs the program: reads the arguments, does what they say, and returns the exit code. What goes wrong and can be put
 * right is one line on stderr; a surprise is a bug and shows its stack.
 *
 * @param args without the program's name, e.g. `['daily', '2011-09-08']`
 */
export async function runProgram(args: readonly string[], context: CommandContext): Promise<ExitCode> {
  let code: ExitCode = EXIT.done;
  try {
    const program = await buildProgram(
      context,
      (ended) => {
        code = ended;
      },
      args,
    );
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.failed;
    context.stderr.write(`oops-report: ${explainError(error)}\n`);
    return error instanceof Interruption ? error.exitCode : EXIT.failed;
  }
}

/**
 * The program with the commands that `args` can mean, or all of them. `end` is told the exit code of what was done.
 */
export async function buildProgram(
  context: CommandContext,
  end: (code: ExitCode) => void,
  args: readonly string[] = [],
): Promise<Command> {
  const program = new Command('oops-report')
    .description('Summaries of OOPS reports that know about outages, and a report for each outage.')
    .version(readVersion())
    .option('--db <file>', `the database (default: ${DATABASE_VARIABLE}, else ${DEFAULT_DATABASE})`)
    .option(
      '--config <file>',
      `the config (default: ${CONFIG_VARIABLE}, else oops-report.yaml where there is one)`,
    )
    .option('--no-color', 'print without colours')
    .option('--quiet', 'print no remarks and no progress')
    .addHelpText('after', '\nExample:\n  oops-report ingest /srv/oopses && oops-report daily yesterday');
  for (const makeCommand of await loadCommands(args)) {
    program.addCommand(makeCommand(context, end));
  }
  program.addCommand(completeWordsCommand(context), { hidden: true });
  configureAll(program, context);
  return program;
}

/**
 * Has every command print through the context, throw where it would end the process, and break the lines of its help by
 * the width of the terminal rather than by that of its source.
 */
function configureAll(command: Command, context: CommandContext): void {
  command.description(command.description().replace(/(?<!\n)\n(?!\n)/g, ' '));
  command.exitOverride().configureOutput({
    writeOut: (text) => void context.stdout.write(text),
    writeErr: (text) => void context.stderr.write(text),
    getOutHelpWidth: () => context.columns ?? 80,
    outputError: (text, write) => write(`oops-report: ${oneLine(text)}\n`),
  });
  for (const sub of command.commands) configureAll(sub, context);
}

/** Commander's message as one line that says what to do. */
function oneLine(text: string): string {
  const message = toLine(text.replace(/^error: /, ''));
  return `${message}${/[.)?]$/.test(message) ? '' : '.'} See oops-report --help.`;
}

/** Makes a command. `end` is told the exit code of what was done. */
export type MakeCommand = (context: CommandContext, end: (code: ExitCode) => void) => Command;

/** Every command by its name, in the order of the help. Each is loaded when it is needed: together they take long. */
const LOADERS: Readonly<Record<string, () => Promise<MakeCommand>>> = {
  ingest: async () => (await import('./ingest.js')).ingestCommand,
  rejects: async () => (await import('./rejects.js')).rejectsCommand,
  windows: async () => (await import('./windows/windows.js')).windowsCommand,
  daily: async () => (await import('./daily/daily.js')).dailyCommand,
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
function loadCommands(given: readonly string[]): Promise<MakeCommand[]> {
  // A word that is still being completed may become another command: outage becomes outages.
  const args = given[0] === 'complete-words' ? given.slice(0, -1) : given;
  const named = Object.keys(LOADERS).filter((name) => args.includes(name));
  const isAll = named.length === 0 || args.some((arg) => NEEDS_ALL.has(arg));
  const names = isAll ? Object.keys(LOADERS) : named;
  return Promise.all(names.map((name) => LOADERS[name]?.() as Promise<MakeCommand>));
}
