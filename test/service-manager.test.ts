import { describe, expect, it } from 'vitest';
import { findServiceManager } from '../src/service-manager.js';
import { UserError } from '../src/user-error.js';
import { hasSystemdNotify, listenAsManager } from './support/notify-socket.js';

describe('findServiceManager', () => {
  it('finds none where nobody listens', () => {
    expect(findServiceManager({}, 1)).toBeNull();
    expect(findServiceManager({ NOTIFY_SOCKET: '', WATCHDOG_USEC: '1' }, 1)).toBeNull();
  });

  it.each([
    [{}, null],
    [{ WATCHDOG_USEC: '30000000' }, 30_000],
    [{ WATCHDOG_USEC: '30000000', WATCHDOG_PID: '7' }, 30_000],
    [{ WATCHDOG_USEC: '30000000', WATCHDOG_PID: '8' }, null],
    [{ WATCHDOG_USEC: '0' }, null],
    [{ WATCHDOG_USEC: 'soon' }, null],
  ])('reads of %j how long its watchdog waits', (env, period) => {
    expect(findServiceManager({ NOTIFY_SOCKET: '/n', ...env }, 7)?.watchdogPeriod).toBe(period);
  });
});

describe.skipIf(!hasSystemdNotify)('a service manager', () => {
  /** What tells a manager that listens at a socket. */
  function tellAt(path: string) {
    process.env.NOTIFY_SOCKET = path;
    const manager = findServiceManager(process.env, process.pid);
    if (!manager) throw new Error('somebody listens');
    return manager.tell;
  }

  it('is told, in the name of the process, what it is to know', async () => {
    const socket = await listenAsManager();
    await tellAt(socket.path)(['READY=1', 'STATUS=a=b, "c"']);
    expect(await socket.next('READY')).toEqual(
      expect.arrayContaining([`MAINPID=${process.pid}`, 'READY=1', 'STATUS=a=b, "c"']),
    );
  });

  it('is told with a reload when that is, by the clock that it looks at', async () => {
    const socket = await listenAsManager();
    const before = process.hrtime.bigint() / 1000n;
    await tellAt(socket.path)(['RELOADING=1']);
    const [, told = '0'] = /MONOTONIC_USEC=(\d+)/.exec((await socket.next('RELOADING')).join(' ')) ?? [];
    expect(BigInt(told)).toBeGreaterThanOrEqual(before);
    expect(BigInt(told)).toBeLessThanOrEqual(process.hrtime.bigint() / 1000n);
  });

  it('that cannot be told is a fault that says what to do', async () => {
    await expect(tellAt('/no/such/socket')(['READY=1'])).rejects.toThrow(
      new UserError(
        'systemd-notify cannot be run (ended with 1): the service manager is not told how it goes on. Install it, or use Type=exec without WatchdogSec.',
      ),
    );
  });
});

it('says when the program that tells is missing', async () => {
  const { PATH } = process.env;
  process.env.PATH = '/no-such-folder';
  try {
    const manager = findServiceManager({ NOTIFY_SOCKET: '/n' }, 1);
    await expect(manager?.tell(['READY=1'])).rejects.toThrow(
      new UserError(
        'systemd-notify is missing: the service manager is not told how it goes on. Install it, or use Type=exec without WatchdogSec.',
      ),
    );
  } finally {
    process.env.PATH = PATH;
  }
});
