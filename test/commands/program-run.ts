import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { CommandContext } from '../../src/commands/context.js';
import { runProgram } from '../../src/commands/program.js';

/** The clock of these tests: the morning after the sample incident. */
export const NOW = Date.parse('2011-09-09T06:00:00Z');

/** What a run of the program printed, and how it ended. */
export interface ProgramRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder with a database of its own, in which the program can be run again and again. */
export interface Workplace {
  readonly folder: string;
  run(...args: string[]): Promise<ProgramRun>;
}

/** Makes a workplace that is gone after the test. `more` replaces parts of the context: the clock, the terminal. */
export function makeWorkplace(more: Partial<CommandContext> = {}): Workplace {
  const folder = mkdtempSync(join(tmpdir(), 'oops-report-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return {
    folder,
    async run(...args) {
      const printed = { stdout: '', stderr: '' };
      const output = (stream: keyof typeof printed) => ({
        write(text: string) {
          printed[stream] += text;
          return true;
        },
      });
      const code = await runProgram(args, {
        stdout: output('stdout') as CommandContext['stdout'],
        stderr: output('stderr') as CommandContext['stderr'],
        env: {},
        cwd: folder,
        now: () => NOW,
        columns: null,
        showsProgress: false,
        user: 'ann',
        ...more,
      });
      return { code, ...printed };
    },
  };
}
