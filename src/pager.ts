import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Interruption } from './interruption.js';

/** What only a shell understands, as git has it; blanks alone part a command from its options. */
const NEEDS_SHELL = /[|&;<>()$`\\"'*?[\]#~=%\n]/;

/** What a shell ends with when it cannot run a command. */
const NOT_RUN: readonly unknown[] = [126, 127];

/**
 * Shows a text in a pager, and comes back when the user has left it, be it early. `less` is to end by itself where all
 * fits, show colours, and leave the text on the screen, unless the environment says otherwise.
 *
 * @param command as in `PAGER`
 * @returns false when the pager cannot be started, and nothing was shown
 */
export async function runPager(
  command: string,
  parts: Iterable<string>,
  env: NodeJS.ProcessEnv,
): Promise<boolean> {
  const [file = '', ...args] = NEEDS_SHELL.test(command)
    ? ['sh', '-c', command]
    : command.trim().split(/\s+/);
  const child = spawn(file, args, {
    stdio: ['pipe', 'inherit', 'inherit'],
    env: { LESS: 'FRX', LV: '-c', ...env },
  });
  try {
    await once(child, 'spawn');
  } catch {
    return false;
  }
  return leaveSignalsTo(child, async () => {
    const ended = once(child, 'close');
    // A reader who has seen enough leaves before all has been written: that is no error.
    await pipeline(Readable.from(parts), child.stdin).catch(() => {});
    const [status] = await ended;
    return !NOT_RUN.includes(status);
  });
}

/**
 * The terminal sends its SIGINT to the pager too, which knows what it means there: `less` goes on. A SIGTERM ends the
 * pager first, which leaves the terminal as it should be.
 */
async function leaveSignalsTo<T>(child: ChildProcess, work: () => Promise<T>): Promise<T> {
  let isStopped = false;
  const ignore = () => {};
  const stop = () => {
    isStopped = true;
    child.kill('SIGTERM');
  };
  process.on('SIGINT', ignore).on('SIGTERM', stop);
  try {
    const result = await work();
    if (isStopped) throw new Interruption('SIGTERM');
    return result;
  } finally {
    process.off('SIGINT', ignore).off('SIGTERM', stop);
  }
}
