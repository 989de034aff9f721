import { Command } from 'commander';
import type { CommandContext, ExitCode } from './context.js';

/** Makes a command. `end` is told the exit code of what was done. */
export type MakeCommand = (context: CommandContext, end: (code: ExitCode) => void) => Command;

/** A command before it is loaded: all that the list of commands in a help shows of it. */
export interface ListedCommand {
  readonly summary: string;
  /** Its arguments, as commander writes them; empty where it takes none. */
  readonly takes: string;
  /** Loads it. What it lists itself is loaded by the same words. */
  readonly load: (words: Words) => Promise<MakeCommand>;
}

/** Commands by name, in the order of the help. */
export type CommandList = Readonly<Record<string, ListedCommand>>;

/** The words of a command line; null stands for every command line. */
export type Words = readonly string[] | null;

/**
 * Loads the commands of a list that a command line can mean, because it has their names: together they take long to
 * load. Where it names none, it can only ask for help, mistype or complete, and the list is all that is needed.
 *
 * @returns adds them to the command that they are below
 */
export async function loadListed(
  list: CommandList,
  words: Words,
): Promise<(above: Command, context: CommandContext, end: (code: ExitCode) => void) => void> {
  const names = Object.keys(list);
  const named = words === null ? names : names.filter((name) => words.includes(name));
  const makers = new Map<string, MakeCommand>();
  for (const name of named) {
    const make = await list[name]?.load(words);
    if (make) makers.set(name, make);
  }
  return (above, context, end) => {
    for (const [name, { summary, takes }] of Object.entries(list)) {
      const make = makers.get(name);
      if (make) above.addCommand(make(context, end).summary(summary));
      else if (named.length === 0) above.addCommand(nameOnly(name, takes).summary(summary));
    }
  };
}

function nameOnly(name: string, takes: string): Command {
  const command = new Command(name);
  return takes === '' ? command : command.arguments(takes);
}
