#!/usr/bin/env node
// First, so that an old Node ends here and not in what follows.
import './check-node.js';
import { userInfo } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runProgram } from './commands/program.js';

/** The only file that touches the process: arguments, streams, clock and exit code. */

// On a large machine V8 lets garbage grow to four times what is in use before it looks for it: 200 MB, where loading a
// million reports needs 40. Looking earlier takes no time that could be measured.
setFlagsFromString('--heap-growing-percent=60');

// A reader that has seen enough, such as `head`, closes the pipe: that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

process.exitCode = await runProgram(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  now: Date.now,
  sleep,
  columns: process.stdout.isTTY ? process.stdout.columns : null,
  showsProgress: process.stderr.isTTY,
  user: process.env.USER ?? process.env.LOGNAME ?? userInfo().username,
});
