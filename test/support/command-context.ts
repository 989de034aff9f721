import type { CommandContext } from '../../src/commands/program/context.js';

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
  onLoaded: () => {},
  onHangUp: () => () => {},
  serviceManager: null,
  processUse: () => ({ startedAt: 0, residentBytes: 0, cpuSeconds: 0, nodeVersion: '24.0.0' }),
  showsProgress: false,
  canAsk: false,
  user: 'tester',
};
