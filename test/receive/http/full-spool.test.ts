import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { run } from '../../support/run.js';
import { namedEvent, oopsIdOf, post } from '../../support/send-events.js';
import { startReceiverProgram } from '../../support/start-receiver-program.js';
import { makeFolder } from '../../support/temporary-folder.js';

/** A folder on a disk of its own, so many bytes large; null where this user may not make one. */
function makeDisk(megabytes: number): string | null {
  const path = join(makeFolder(), 'disk');
  mkdirSync(path);
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path]).status !== 0)
    return null;
  onTestFinished(() => void spawnSync('umount', ['-l', path]));
  return path;
}

describe('a receiver whose disk is full', () => {
  it('turns away, counts what it turned away, and goes on when there is room', { timeout: 60_000 }, async ({
    skip,
  }) => {
    const disk = makeDisk(4);
    if (disk === null) return skip('only root may mount a disk');
    const folder = makeFolder({ 'oops-report.yaml': 'projects: { 42: shop }\n' });
    const filler = join(disk, 'filler');
    writeFileSync(filler, Buffer.alloc(3 * 1024 * 1024));
    const program = await startReceiverProgram(folder, [], join(disk, 'spool'));
    const acknowledged: number[] = [];
    let turnedAway = 0;
    const send = async (name: number) => {
      const event = namedEvent(name, { environment: 'staging', extra: { padding: 'x'.repeat(100_000) } });
      const { status, headers } = await post(
        `http://${program.address}/api/42/store/`,
        JSON.stringify(event),
      );
      if (status === 200) acknowledged.push(name);
      else {
        expect([status, headers.get('retry-after'), headers.get('x-sentry-error')]).toEqual([
          429,
          '10',
          'The receiver has no room now. Try again later.',
        ]);
        turnedAway++;
      }
    };
    for (let name = 0; name < 20; name++) await send(name);
    expect([acknowledged.length > 0, turnedAway > 0]).toEqual([true, true]);
    const logs = {
      resourceLogs: [
        {
          scopeLogs: [
            {
              logRecords: [
                {
                  severityNumber: 17,
                  body: { stringValue: 'x'.repeat(200_000) },
                  timeUnixNano: '1795773600000000000',
                },
              ],
            },
          ],
        },
      ],
    };
    expect((await post(`http://${program.address}/v1/logs`, JSON.stringify(logs))).status).toBe(429);

    rmSync(filler);
    const before = acknowledged.length;
    for (let name = 100; name < 110; name++) await send(name);
    expect(acknowledged.length).toBe(before + 10);
    const { code, stdout, stderr } = await program.stop('SIGTERM');
    expect([code, JSON.parse(stdout).intakes]).toMatchObject([
      0,
      [{ accepted: acknowledged.length, loaded: acknowledged.length, discarded: turnedAway + 1, pending: 0 }],
    ]);
    expect(
      stderr.match(/the disk is full\. Free some space\. Events are turned away meanwhile/g),
    ).toHaveLength(1);
    const ask = async (sql: string) =>
      JSON.parse((await run(folder, ['sql', sql, '--format', 'json'])).stdout).rows;
    expect((await ask('SELECT id FROM oops')).flat().sort()).toEqual(acknowledged.map(oopsIdOf).sort());
    expect(
      await ask(
        'SELECT reporter, reason, sum(count) FROM discard GROUP BY reporter, reason ORDER BY reporter',
      ),
    ).toEqual([
      ['UNKNOWN', 'receiver_full', 1],
      ['shop@staging', 'receiver_full', turnedAway],
    ]);
  });
});
