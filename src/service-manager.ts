import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { ServiceManager } from './commands/program/context.js';
import { UserError } from './user-error.js';

/** Systemd's own program: Node has no datagram sockets of Unix. */
const PROGRAM = 'systemd-notify';

type Environment = Readonly<Record<string, string | undefined>>;

/** The service manager that wants to hear of this process; null where none does. */
export function findServiceManager(env: Environment, pid: number): ServiceManager | null {
  if (!env.NOTIFY_SOCKET) return null;
  return { watchdogPeriod: watchdogOf(env, pid), tell: (state) => tell(withClock(state), pid) };
}

/** How long it waits for a sign of life, in milliseconds; null where it waits for none of this process. */
function watchdogOf({ WATCHDOG_USEC, WATCHDOG_PID }: Environment, pid: number): number | null {
  const period = Number(WATCHDOG_USEC) / 1000;
  const isOurs = WATCHDOG_PID === undefined || Number(WATCHDOG_PID) === pid;
  return isOurs && period > 0 ? period : null;
}

/** With Type=notify-reload the manager waits for what was told after its own signal: this clock says so. */
function withClock(state: readonly string[]): readonly string[] {
  if (!state.includes('RELOADING=1')) return state;
  return [...state, `MONOTONIC_USEC=${process.hrtime.bigint() / 1000n}`];
}

async function tell(state: readonly string[], pid: number): Promise<void> {
  const child = spawn(PROGRAM, [`--pid=${pid}`, ...state], { stdio: 'ignore' });
  try {
    const [status] = await once(child, 'close');
    if (status !== 0) throw new Error(`ended with ${status}`);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'is missing' : `cannot be run (${message})`;
    throw new UserError(
      `${PROGRAM} ${why}: the service manager is not told how it goes on. Install it, or use Type=exec without WatchdogSec.`,
    );
  }
}
