import type { CommandContext } from '../../src/commands/context.js';

/** A context for building commands that are not run. */
export const commandContext: CommandContext = {
  stdout: process.stdout,
  stderr: process.stderr,
  stdin: process.stdin,
  env: {},
  cwd: '/',
  now: () => 0,
  columns: null,
  rows: null,
  page: async () => false,
  sleep: async () => {},
  interruptible: (work) => work(new AbortController().signal),
  onHangUp: () => () => {},
  showsProgress: false,
  canAsk: false,
  user: 'tester',
};
