import type { CommandContext } from '../../src/commands/program/context.js';
import { type Run, run } from './run.js';
import { makeFolder } from './temporary-folder.js';

/** A folder with a database of its own, in which the program can be run again and again. */
export interface Workplace {
  readonly folder: string;
  run(...args: string[]): Promise<Run>;
}

/** Makes a workplace that is gone after the test. `more` replaces parts of the context: the clock, the terminal. */
export function makeWorkplace(more: Partial<CommandContext> = {}): Workplace {
  const folder = makeFolder();
  return { folder, run: (...args) => run(folder, args, more) };
}
