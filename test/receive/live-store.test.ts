import { describe, expect, it } from 'vitest';
import { isYielding, type LiveSession, openLiveStore } from '../../src/receive/live-store.js';
import { openDatabase } from '../../src/store/sqlite/opening/database.js';
import { createSqliteStore } from '../../src/store/sqlite/sqlite-store.js';
import { UserError } from '../../src/user-error.js';
import { SETTINGS } from '../support/sample-oops.js';

/** A live store whose clock moves on by what is slept. */
async function openStore({ giveUpAfter = 5000, open = openSession } = {}) {
  const remarks: string[] = [];
  const stop = new AbortController();
  let now = 0;
  const store = await openLiveStore({
    open,
    now: () => now,
    sleep: async (milliseconds) => {
      now += milliseconds;
    },
    giveUpAfter,
    stop: stop.signal,
    onRemark: (remark) => remarks.push(remark),
  });
  return { store, stop, remarks, clock: () => now };
}

async function openSession(): Promise<LiveSession> {
  const store = createSqliteStore(openDatabase(':memory:').db, SETTINGS);
  const { rules } = SETTINGS;
  return {
    ...{ store, rules, now: () => 0, rowsOf: () => ({}), settlingTime: 0 },
    explain: () => undefined,
    close: () => store.close(),
  };
}

const LOCKED = new UserError('oops.db: is locked by another program.');

describe('a live store', () => {
  it('tries a loading again, longer apart each time, and says so once', async () => {
    const { store, remarks, clock } = await openStore();
    let tries = 0;
    const done = await store.load(async () => {
      if (++tries < 4) throw LOCKED;
      return tries;
    });
    expect({ done, slept: clock(), remarks }).toEqual({
      done: 4,
      slept: 250 + 500 + 1000,
      remarks: ['oops.db: is locked by another program. Trying again.'],
    });
  });

  it('gives up at last, and at once when it is to stop', async () => {
    const { store, stop, clock } = await openStore();
    const load = () => store.load(() => Promise.reject(LOCKED));
    await expect(load()).rejects.toThrow('is locked');
    const slept = clock();
    expect(slept).toBeGreaterThanOrEqual(5000);
    stop.abort();
    await expect(load()).rejects.toThrow('is locked');
    expect(clock()).toBe(slept);
  });

  it('does not try again what the user cannot put right', async () => {
    const { store, clock } = await openStore();
    await expect(store.load(() => Promise.reject(new TypeError('a fault of ours')))).rejects.toThrow(
      TypeError,
    );
    expect(clock()).toBe(0);
  });

  it('asks a long loading to stop where it is when others have waited', async () => {
    const { store } = await openStore();
    const told: string[] = [];
    const long = store.load(async (_, yielded) => {
      await new Promise((resolve) => yielded.addEventListener('abort', resolve));
      told.push('long stopped');
      throw yielded.reason;
    });
    const short = store.load(async () => void told.push('short'));
    await expect(long).rejects.toSatisfy(isYielding);
    await short;
    expect(told).toEqual(['long stopped', 'short']);
  });

  it('opens anew by what the config says now, and goes on with the old one where that is wrong', async () => {
    const opened: string[] = [];
    const open = async () => {
      if (opened.length === 2) throw new UserError('oops-report.yaml line 3: is wrong.');
      const session = await openSession();
      const name = `session ${opened.push('opened')}`;
      return { ...session, rowsOf: () => ({ format: name }) };
    };
    const { store, remarks } = await openStore({ open });
    const nameOf = () => store.load(async ({ rowsOf }) => rowsOf('').format);
    expect(await nameOf()).toBe('session 1');
    await store.reopen();
    expect(await nameOf()).toBe('session 2');
    await store.reopen();
    expect(await nameOf()).toBe('session 2');
    expect(remarks).toEqual([
      'The config was read anew.',
      'oops-report.yaml line 3: is wrong. The config from before serves on.',
    ]);
  });
});
