import type { Command } from 'commander';
import { expect, it } from 'vitest';
import { buildProgram } from '../../../src/commands/program/program.js';
import { commandContext } from '../../support/command-context.js';

/** What lists of commands show, of all of them, however deep. */
function listed(command: Command): string[] {
  return command.commands
    .filter((sub) => sub.name() !== 'complete-words')
    .map((sub) => `${command.createHelp().subcommandTerm(sub)}: ${sub.summary()}`);
}

it('lists commands that are not loaded as it lists them once they are', async () => {
  const loaded = await buildProgram(commandContext, () => {});
  const alone = await buildProgram(commandContext, () => {}, ['--help']);
  expect(listed(alone)).toEqual(listed(loaded));
});

it('loads those of a family that are named, and lists all of it where none is', async () => {
  const namesBelow = async (words: readonly string[]) =>
    (await buildProgram(commandContext, () => {}, words)).commands.map((command) => [
      command.name(),
      command.commands.map((sub) => sub.name()),
    ]);
  const [[, all = []] = []] = await namesBelow(['windows']);
  expect(all).toContain('add');
  expect(await namesBelow(['windows', 'add', '--start', 'now'])).toEqual([['windows', ['add']]]);
});
