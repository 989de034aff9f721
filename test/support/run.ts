import { Readable } from 'node:stream';
import type { CommandContext } from '../../src/commands/program/context.js';
import { runProgram } from '../../src/commands/program/program.js';

/** What a run of the program printed, and how it ended. */
export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export const NOW = Date.parse('2011-09-09T06:00:00Z');

/** Runs the program in a folder, by default the database and config there, with a clock that stands still. */
export async function run(
  cwd: string,
  args: readonly string[],
  context: Partial<CommandContext> = {},
): Promise<Run> {
  const printed = { stdout: '', stderr: '' };
  const outputTo = (stream: keyof typeof printed) => ({
    write(text: string) {
      printed[stream] += text;
      return true;
    },
  });
  const code = await runProgram(args, {
    stdout: outputTo('stdout'),
    stderr: outputTo('stderr'),
    stdin: Readable.from([]),
    env: {},
    cwd,
    now: () => NOW,
    sleep: async () => {},
    onLoaded: () => {},
    onHangUp: () => () => {},
    serviceManager: null,
    processUse: () => ({ startedAt: 0, residentBytes: 0, cpuSeconds: 0, nodeVersion: '24.0.0' }),
    interruptible: (work) => work(new AbortController().signal),
    columns: null,
    rows: null,
    page: async () => false,
    showsProgress: false,
    canAsk: false,
    user: 'tester',
    ...context,
  });
  return { code, ...printed };
}
