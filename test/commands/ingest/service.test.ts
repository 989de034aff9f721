import { describe, expect, it } from 'vitest';
import { tellServiceManager } from '../../../src/commands/ingest/service.js';
import { UserError } from '../../../src/user-error.js';

/** A manager that keeps what it was told, and a clock that goes on when it is told to. */
function makeScene(watchdogPeriod: number | null, tell?: (state: readonly string[]) => Promise<void>) {
  const told: string[] = [];
  const remarks: string[] = [];
  const stop = new AbortController();
  const waiting: { readonly milliseconds: number; readonly wake: () => void }[] = [];
  const service = tellServiceManager(
    {
      serviceManager: {
        watchdogPeriod,
        tell: tell ?? (async (state) => void told.push(state.join(' '))),
      },
      sleep: (milliseconds, signal) =>
        new Promise((resolve, reject) => {
          waiting.push({ milliseconds, wake: resolve });
          signal?.addEventListener('abort', () => reject(new Error('aborted')));
        }),
    },
    { stop: stop.signal, describe: () => '7 loaded', onRemark: (remark) => remarks.push(remark) },
  );
  const wake = async () => {
    waiting.shift()?.wake();
    // What is told now is told before what comes next.
    while (waiting.length === 0) await new Promise(setImmediate);
  };
  return { told, remarks, stop, service, waiting, wake };
}

describe('a service manager', () => {
  it('hears that all is ready, twice in each period that it goes on, and that it stops', async () => {
    const { told, stop, service, waiting, wake } = makeScene(30_000);
    service.ready();
    expect(waiting.map(({ milliseconds }) => milliseconds)).toEqual([15_000]);
    await wake();
    stop.abort();
    await wake();
    await service.close();
    expect(told).toEqual([
      'READY=1 STATUS=7 loaded',
      'WATCHDOG=1 STATUS=7 loaded',
      'STOPPING=1 STATUS=Ending what it began.',
      'WATCHDOG=1',
    ]);
  });

  it('without a watchdog hears every minute how it goes', async () => {
    const { told, service, waiting, wake } = makeScene(null);
    service.ready();
    expect(waiting.map(({ milliseconds }) => milliseconds)).toEqual([60_000]);
    await wake();
    await service.close();
    expect(told).toEqual(['READY=1 STATUS=7 loaded', 'STATUS=7 loaded']);
  });

  it('hears of a reload when it begins and when it is done, but not before all is ready', async () => {
    const { told, service } = makeScene(null);
    const reload = () => service.reload(async () => void told.push('read'));
    await reload();
    service.ready();
    await reload();
    await service.close();
    expect(told.toSorted()).toEqual(
      [
        'read',
        'READY=1 STATUS=7 loaded',
        'RELOADING=1 STATUS=Reading the config anew.',
        'read',
        'READY=1 STATUS=7 loaded',
      ].sort(),
    );
    expect(told.at(-1)).toBe('READY=1 STATUS=7 loaded');
  });

  it('that cannot be told is remarked on once', async () => {
    const { remarks, service, wake } = makeScene(2000, async () => {
      throw new UserError('systemd-notify is missing.');
    });
    service.ready();
    await wake();
    await service.close();
    expect(remarks).toEqual(['systemd-notify is missing.']);
  });
});

it('where there is no service manager nobody is told, and a reload is done', async () => {
  const service = tellServiceManager(
    { serviceManager: null, sleep: () => Promise.reject(new Error('sleeps')) },
    { stop: new AbortController().signal, describe: () => '', onRemark: () => {} },
  );
  let reloads = 0;
  service.ready();
  await service.reload(async () => void reloads++);
  await service.close();
  expect(reloads).toBe(1);
});
