import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const PROGRAM = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** A program that runs until it is stopped. It is killed after the test if it still runs then. */
export interface RunningProgram {
  readonly child: ChildProcess;
  /**
   * Waits until it has said something on stderr since it was started, and gives the first group of a pattern, else all that was
   * found. Rejects when it ends before.
   */
  says(words: string | RegExp): Promise<string>;
  /** The same of stdout. */
  prints(words: string | RegExp): Promise<string>;
  /** Asks with another command of the program, in the same folder, until the answer is as wanted, and gives that answer. */
  until(args: readonly string[], isWanted: (answer: string) => boolean): Promise<string>;
  /** Sends it a signal, and waits until it has ended. */
  stop(signal: NodeJS.Signals): Promise<EndedProgram>;
}

export interface EndedProgram {
  /** Null where the signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the built program in a folder, which holds its database. */
export function startProgram(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): RunningProgram {
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const said = { stderr: '', stdout: '' };
  for (const stream of ['stderr', 'stdout'] as const) {
    child[stream].setEncoding('utf8').on('data', (chunk: string) => {
      said[stream] += chunk;
    });
  }
  const ended = once(child, 'close') as Promise<[number | null]>;
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;

  async function hear(stream: 'stderr' | 'stdout', words: string | RegExp): Promise<string> {
    for (;;) {
      const heard = said[stream];
      const [found, group = found] =
        typeof words === 'string' ? (heard.includes(words) ? [words] : []) : (words.exec(heard) ?? []);
      if (group !== undefined) return group;
      if (hasEnded()) throw new Error(`It ended before it said ${words}: ${heard}${said.stderr}`);
      await Promise.race([once(child[stream], 'data'), ended]);
    }
  }

  return {
    child,
    says: (words) => hear('stderr', words),
    prints: (words) => hear('stdout', words),
    async until(args, isWanted) {
      for (;;) {
        const asked = spawnSync(process.execPath, [PROGRAM, '--quiet', ...args], {
          cwd: folder,
          encoding: 'utf8',
        });
        if (isWanted(asked.stdout)) return asked.stdout;
        if (hasEnded()) throw new Error(`It ended first: ${said.stderr}`);
        await sleep(50);
      }
    },
    async stop(signal) {
      child.kill(signal);
      const [code] = await ended;
      return { code, ...said };
    },
  };
}
