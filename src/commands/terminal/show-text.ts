import { stripVTControlCharacters } from 'node:util';
import type { CommandContext, GlobalOptions } from '../program/context.js';

/**
 * Shows a text on the terminal that stdout is, in a pager where it is longer than the screen. False where it is to be
 * written plainly: stdout is no terminal, the user wants no pager, all fits the screen, or there is no pager to be had.
 *
 * @param makeParts makes the parts of the text, each time from the beginning
 */
export async function showInPager(
  context: Pick<CommandContext, 'columns' | 'rows' | 'env' | 'page'>,
  { pager }: Pick<GlobalOptions, 'pager'>,
  makeParts: () => Iterable<string>,
): Promise<boolean> {
  const { columns, rows, env, page } = context;
  const command = pagerOf(env);
  if (columns === null || rows === null || !pager || command === null) return false;
  // The last row is for the prompt that comes next.
  if (!isHigher(makeParts(), rows - 1, columns)) return false;
  return page(command, makeParts());
}

/**
 * The pager that the environment names, as git takes it: `PAGER`, else `less`; null where that is nothing or `cat`, or the
 * terminal can do nothing.
 */
function pagerOf({ PAGER: named = 'less', TERM: terminal }: CommandContext['env']): string | null {
  const isNone = named.trim() === '' || named.trim() === 'cat' || terminal === 'dumb';
  return isNone ? null : named;
}

/** Whether a text takes more rows of a terminal, in which lines that are too long go on in the next row. */
function isHigher(parts: Iterable<string>, rows: number, columns: number): boolean {
  let taken = 0;
  let rest = '';
  for (const part of parts) {
    const lines = (rest + part).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      taken += Math.max(1, Math.ceil(stripVTControlCharacters(line).length / columns));
      if (taken > rows) return true;
    }
  }
  return rest !== '' && taken + Math.ceil(stripVTControlCharacters(rest).length / columns) > rows;
}
