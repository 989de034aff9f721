import { globSync, readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { expect, it } from 'vitest';
import { buildProgram } from '../src/commands/program/program.js';
import { commandContext } from './support/command-context.js';

/** The command lines of the program in the blocks of a page that are for a shell, without what is behind `&&` or a pipe. */
function commandLines(page: string): string[] {
  const blocks = [...readFileSync(page, 'utf8').matchAll(/^```(\w*)\n([\s\S]*?)^```/gm)].filter(([, kind]) =>
    ['', 'sh', 'crontab'].includes(kind ?? ''),
  );
  return blocks.flatMap(([, , block = '']) =>
    [...block.matchAll(/(?:^|&& |\* {2,})(oops-report .*)$/gm)].map(([, line = '']) => line),
  );
}

/** The words of a line as a shell reads them, up to a comment, a pipe, or another command. */
function wordsOf(line: string): string[] {
  const words = [...line.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g)].map(([word]) => word);
  const end = words.findIndex((word) => /^(?:#|\||>|&&|2>)/.test(word));
  return words.slice(1, end < 0 ? undefined : end).map((word) => word.replace(/^(['"])(.*)\1$/s, '$2'));
}

/** What the program has against the words, were it to do what they say. */
async function faultOf(words: readonly string[]): Promise<string | null> {
  let told = '';
  const silent = { write: () => true };
  const program = await buildProgram(
    {
      ...commandContext,
      stdout: silent,
      stderr: {
        write(text: string) {
          told += text;
          return true;
        },
      },
    },
    () => {},
  );
  const disarm = (command: Command): void => {
    if (command.commands.length === 0) command.action(() => {});
    command.commands.forEach(disarm);
  };
  disarm(program);
  try {
    await program.parseAsync(words, { from: 'user' });
    return null;
  } catch {
    return told || null;
  }
}

it.each(['README.md', ...globSync('docs/*.md').filter((page) => page !== 'docs/commands.md')])(
  'takes every command line of %s',
  async (page) => {
    const faults = [];
    for (const line of commandLines(page)) {
      const fault = await faultOf(wordsOf(line));
      if (fault !== null) faults.push(`${line}: ${fault}`);
    }
    expect(faults).toEqual([]);
    if (page === 'README.md') expect(commandLines(page).length).toBeGreaterThan(30);
  },
);

it('notices a command line that the program does not take', async () => {
  expect(await faultOf(wordsOf('oops-report daily --no-such'))).toContain("unknown option '--no-such'");
  expect(await faultOf(wordsOf("oops-report why 'a b' # --no-such"))).toBeNull();
  expect(await faultOf(wordsOf('oops-report why # OOPS-1A1'))).toContain('missing required argument');
});
