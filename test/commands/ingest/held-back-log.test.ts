import { expect, it } from 'vitest';
import { tellHeldBackLog } from '../../../src/commands/ingest/held-back-log.js';
import { UserError } from '../../../src/user-error.js';

const held = (...pids: number[]) => ({
  bytes: 300_000_000,
  readers: pids.map((pid) => ({ pid, command: 'oops-report export' })),
});

it('says once which processes keep the log from being taken into the database, and again when they are others', async () => {
  const stop = new AbortController();
  const looks = [null, held(7), new UserError('locked'), held(7), held(7, 8), null];
  const remarks: string[] = [];
  const look = async () => {
    const next = looks.shift() ?? null;
    if (looks.length === 0) stop.abort();
    if (next instanceof Error) throw next;
    return next;
  };
  await tellHeldBackLog(
    { sleep: async () => {} },
    { look, stop: stop.signal, onRemark: (remark) => remarks.push(remark) },
  );
  expect(remarks).toEqual([
    'The log beside the database has grown to 300.0 MB, because process 7 (oops-report export) reads an old state: it is taken into the database when that has ended.',
    'The log beside the database has grown to 300.0 MB, because processes 7 (oops-report export) and 8 (oops-report export) read an old state: it is taken into the database when that has ended.',
  ]);
});
