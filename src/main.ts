#!/usr/bin/env node
// First, so that an old Node ends here and not in what follows.
import './check-node.js';
import { userInfo } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { isatty } from 'node:tty';
import { setFlagsFromString } from 'node:v8';
import type { CommandContext } from './commands/program/context.js';
import { EXIT } from './commands/program/context.js';
import { explainError } from './commands/program/explain-error.js';
import { nameUser } from './commands/program/name-user.js';
import { Interruption, STOP_SIGNALS, type StopSignal } from './interruption.js';
import { findServiceManager } from './service-manager.js';
import { UserError } from './user-error.js';

/** The only file that touches the process: arguments, streams, signals, clock and exit code. */

// On a large machine V8 lets garbage grow to four times what is in use before it looks for it: 200 MB, where loading a
// million reports needs 40. Looking earlier takes no time that could be measured.
setFlagsFromString('--heap-growing-percent=60');
// The space for what is new grows once, from 1 to 4 MB, while code is loaded, which is kept (see onLoaded): V8 lets it grow to 64 MB
// where much is kept, and to walk through so much memory costs more than to look for garbage more often. That of threads begins
// with 8 MB: they read.
setFlagsFromString('--min-semi-space-size=8');
setFlagsFromString('--semi-space-growth-factor=4');

process.on('uncaughtException', (error) => {
  process.stderr.write(`oops-report: ${explainError(error)}\n`);
  process.exit(EXIT.failed);
});
process.stdout.on('error', (error) => failToWrite('stdout', error));
process.stderr.on('error', (error) => failToWrite('stderr', error));

const context: CommandContext = {
  stdout: process.stdout,
  stderr: process.stderr,
  get stdin() {
    return process.stdin;
  },
  env: process.env,
  get cwd() {
    return findWorkingFolder();
  },
  onLoaded: () => setFlagsFromString('--semi-space-growth-factor=1'),
  now: Date.now,
  sleep: (milliseconds, signal) => sleep(milliseconds, undefined, signal ? { signal } : {}),
  interruptible,
  onHangUp: (listener) => {
    process.on('SIGHUP', listener);
    return () => process.off('SIGHUP', listener);
  },
  serviceManager: findServiceManager(process.env, process.pid),
  processUse: () => ({
    startedAt: Math.round(performance.timeOrigin),
    residentBytes: process.memoryUsage.rss(),
    cpuSeconds: (process.cpuUsage().user + process.cpuUsage().system) / 1e6,
    nodeVersion: process.versions.node,
  }),
  get columns() {
    return process.stdout.isTTY ? process.stdout.columns || 80 : null;
  },
  get rows() {
    return process.stdout.isTTY ? process.stdout.rows || null : null;
  },
  page: async (command, parts) => (await import('./pager.js')).runPager(command, parts, process.env),
  showsProgress: process.stderr.isTTY,
  // Not of process.stdin, which is touched only where it is read.
  canAsk: isatty(0) && isatty(2),
  get user() {
    return nameUser(process.env, () => userInfo().username, process.getuid?.());
  },
};

// Loaded only now, so that a part that is missing is told as any other error is. Not awaited: what is joined into one file
// has no await outside of a function.
void import('./commands/program/program.js').then(async ({ runProgram }) => {
  const code = await runProgram(process.argv.slice(2), context);
  // A failure to write has set it already: what nobody got to read is no verdict.
  process.exitCode ??= code;
});

/**
 * A reader that has seen enough, such as `head`, closes the pipe: that is no error, and the exit code is still that of
 * the answer.
 */
function failToWrite(stream: 'stdout' | 'stderr', { code }: NodeJS.ErrnoException): void {
  if (code === 'EPIPE' || process.exitCode === EXIT.failed) return;
  process.exitCode = EXIT.failed;
  if (stream === 'stderr') return;
  process.stderr.write(`oops-report: stdout cannot be written (${code}). Send it to where there is room.\n`);
}

function findWorkingFolder(): string {
  try {
    return process.cwd();
  } catch {
    throw new UserError('The folder in which it was started is gone. Go to one that is there.');
  }
}

async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>, hint?: string): Promise<T> {
  const controller = new AbortController();
  const stopListening = () => {
    for (const name of STOP_SIGNALS) process.off(name, stop);
  };
  const stop = (name: StopSignal) => {
    // The next one ends the program.
    stopListening();
    controller.abort(new Interruption(name, hint));
  };
  for (const name of STOP_SIGNALS) process.on(name, stop);
  try {
    return await work(controller.signal);
  } catch (error) {
    // Node's own functions throw an error of their own when they are aborted.
    throw error instanceof Error && error.name === 'AbortError' ? controller.signal.reason : error;
  } finally {
    stopListening();
  }
}
