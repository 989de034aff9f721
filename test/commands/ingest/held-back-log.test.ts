import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tellHeldBackLog } from '../../../src/commands/ingest/held-back-log.js';
import { UserError } from '../../../src/user-error.js';
import { openTestStore } from '../../support/open-live-store.js';
import { makeFolder } from '../../support/temporary-folder.js';

const held = (...pids: number[]) => ({
  bytes: 300_000_000,
  readers: pids.map((pid) => ({ pid, command: 'oops-report export' })),
});

it('says after a loading, once, which processes keep the log from being taken in, and again when they are others', async () => {
  const store = await openTestStore(
    join(makeFolder(), 'oops-report.db'),
    new AbortController().signal,
    () => {},
  );
  const looks = [null, held(7), new UserError('locked'), held(7), held(7, 8), null];
  const told: [minute: number, remark: string][] = [];
  let now = 0;
  const look = async () => {
    const next = looks.shift() ?? null;
    if (next instanceof Error) throw next;
    return next;
  };
  const onRemark = (remark: string) => told.push([now / 60_000, remark]);
  const watched = tellHeldBackLog(store, { look, now: () => now, onRemark });
  // Twice a minute, of which it looks once.
  for (; now <= 6 * 60_000; now += 30_000) expect(await watched.load(async () => now)).toBe(now);
  expect(looks).toEqual([]);
  expect(told).toEqual([
    [
      2,
      'The log beside the database has grown to 300.0 MB, because process 7 (oops-report export) reads an old state: it is taken into the database when that has ended.',
    ],
    [
      5,
      'The log beside the database has grown to 300.0 MB, because processes 7 (oops-report export) and 8 (oops-report export) read an old state: it is taken into the database when that has ended.',
    ],
  ]);
});
