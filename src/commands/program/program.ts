import { type Argument, Command, CommanderError } from 'commander';
import {
  CONFIG_VARIABLE,
  DATABASE_PASSWORD_VARIABLE,
  DATABASE_VARIABLE,
  DEFAULT_DATABASE,
} from '../../config/environment.js';
import { Interruption } from '../../interruption.js';
import { paletteOf } from '../../reports/layout/colour.js';
import { toLine } from '../../text/printable.js';
import { hasColour } from '../terminal/look.js';
import { readVersion } from '../version.js';
import { COMMANDS } from './commands.js';
import { type CommandContext, EXIT, type ExitCode } from './context.js';
import { explainError } from './explain-error.js';
import { loadListed, type Words } from './listed-command.js';

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
    context.onLoaded();
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.failed;
    context.stderr.write(`${errorPrefix(context, args)} ${explainError(error)}\n`);
    return error instanceof Interruption ? error.exitCode : EXIT.failed;
  }
}

/**
 * The program with the commands that a command line can mean, loaded, or with all of them, as its help lists them, where it
 * names none. `end` is told the exit code of what was done.
 *
 * @param words the command line; null: all commands loaded
 */
export async function buildProgram(
  context: CommandContext,
  end: (code: ExitCode) => void,
  words: Words = null,
): Promise<Command> {
  const program = new Command('oops-report')
    .description('Summaries of OOPS reports that know about outages, and a report for each outage.')
    .version(readVersion())
    .option(
      '--db <address>',
      `the database: a file, or clickhouse://user@host:8123/database (default: ${DATABASE_VARIABLE}, else ${DEFAULT_DATABASE}; the password of a server: ${DATABASE_PASSWORD_VARIABLE})`,
    )
    .option(
      '--config <file>',
      `the config (default: ${CONFIG_VARIABLE}, else oops-report.yaml where there is one)`,
    )
    .option('--no-color', 'print without colours, as with NO_COLOR in the environment')
    .option('--no-pager', 'print at once what is longer than the screen, and not by PAGER (default: less)')
    .option('--quiet', 'print no remarks and no progress')
    .addHelpText('after', '\nExample:\n  oops-report ingest /srv/oopses && oops-report daily yesterday');
  (await loadListed(COMMANDS, wholeWords(words)))(program, context, end);
  if (words === null || words.includes(COMPLETE_WORDS)) {
    const { completeWordsCommand } = await import('../completion/completion.js');
    program.addCommand(completeWordsCommand(context), { hidden: true });
  }
  configureAll(program, context, words ?? []);
  return program;
}

/** What the scripts of `completion` run. */
const COMPLETE_WORDS = 'complete-words';

/** A word that is still being completed may become another command: outage becomes outages. */
function wholeWords(words: Words): Words {
  return words?.includes(COMPLETE_WORDS) ? words.slice(0, -1) : words;
}

/**
 * Has every command print through the context, throw where it would end the process, and break the lines of its help by
 * the width of the terminal rather than by that of its source.
 */
function configureAll(command: Command, context: CommandContext, args: readonly string[]): void {
  command.description(command.description().replace(/(?<!\n)\n(?!\n)/g, ' '));
  command.configureHelp({ subcommandTerm: nameWithArguments });
  command.exitOverride().configureOutput({
    writeOut: (text) => void context.stdout.write(text),
    writeErr: (text) => void context.stderr.write(text),
    getOutHelpWidth: () => context.columns ?? 80,
    outputError: (text, write) => write(`${errorPrefix(context, args)} ${oneLine(text, command)}\n`),
  });
  for (const sub of command.commands) configureAll(sub, context, args);
}

/** What the line of an error begins with. The arguments may be what is wrong: they are looked at as they are. */
function errorPrefix(
  { showsProgress, env }: Pick<CommandContext, 'showsProgress' | 'env'>,
  args: readonly string[],
): string {
  const colour = hasColour(showsProgress, { color: !args.includes('--no-color') }, env);
  return paletteOf({ colour }).alarm('oops-report:');
}

/** How a list of commands shows one: what is listed alone, without its options, looks like what is loaded. */
function nameWithArguments(command: Command): string {
  return [command.name(), ...command.registeredArguments.map(humanReadableArgName)].join(' ');
}

function humanReadableArgName(argument: Argument): string {
  const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
  return argument.required ? `<${name}>` : `[${name}]`;
}

/** Commander's message as one line that says what to do. */
function oneLine(text: string, command: Command): string {
  const message = toLine(text.replace(/^error: /, '')).replace(/\s*\((Did you mean .*\?)\)$/, '. $1');
  return `${message}${/[.)?]$/.test(message) ? '' : '.'} See ${pathOf(command)} --help.`;
}

/** A command as it is typed: `oops-report windows add`. */
function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();
}
