import { readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { run } from '../../support/run.js';
import { namedEnvelope, post } from '../../support/send-events.js';
import { startReceiverProgram } from '../../support/start-receiver-program.js';
import { makeFolder } from '../../support/temporary-folder.js';

const ALL = ['sql', 'SELECT id, time, reporter, type, value, clock_offset_seconds FROM oops ORDER BY id'];

describe('ingest --listen', () => {
  it.each([
    [['--listen', ':::1'], '--listen :::1 is no place to listen. Write it as 127.0.0.1:9464, or as 9464.'],
    [['--listen', '127.0.0.1:0'], '--spool is missing. Name a folder where what comes is kept.'],
    [
      ['--listen', '0.0.0.0:0', '--spool', 'spool'],
      '--listen 0.0.0.0:0 is for other machines too, and anybody could send: name the keys of your projects in receiver.keys of the config, or listen on 127.0.0.1.',
    ],
    [
      ['--listen', '192.0.2.1:8080', '--spool', 'spool', '--config', 'keys.yaml'],
      '--listen 192.0.2.1:8080: this machine has no such address. Give one of its own.',
    ],
    [
      ['--listen', '127.0.0.1:0', '--spool', 'keys.yaml'],
      expect.stringMatching(/keys\.yaml: is no folder\. Name one with --spool\.$/),
    ],
    [
      ['--listen', '127.0.0.1:0', '--spool', 'spool', 'reports'],
      'Beside a queue or a receiver, paths are followed. Add --follow, or leave the paths out.',
    ],
  ])('refuses %j in a line', async (args, message) => {
    const folder = makeFolder({ 'keys.yaml': 'receiver: { keys: { 42: [abc] } }\n' });
    const { code, stderr } = await run(folder, ['ingest', ...args]);
    expect([code, stderr.replace(/^oops-report: /, '').trimEnd()]).toEqual([2, message]);
  });

  it('ends in a line where another program has the port', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as { port: number };
    const args = ['ingest', '--listen', `127.0.0.1:${port}`, '--spool', 'spool'];
    const { code, stderr } = await run(makeFolder(), args);
    other.close();
    expect([code, stderr]).toEqual([
      2,
      `oops-report: --listen 127.0.0.1:${port}: another program listens there. Give another port.\n`,
    ]);
  });

  it('keeps in its spool all that a plain ingest needs to know the same', async () => {
    const folder = makeFolder({ 'oops-report.yaml': 'projects: { 42: shop }\n' });
    const program = await startReceiverProgram(folder);
    const send = (path: string, body: string) => post(`http://${program.address}${path}`, body);
    const names = Array.from({ length: 40 }, (_, index) => `event ${index}`);
    await Promise.all(names.map((name) => send('/api/42/envelope/', namedEnvelope(name))));
    await send('/api/42/envelope/', 'no envelope');
    const report =
      '{"timestamp":1795773600,"discarded_events":[{"reason":"queue_overflow","category":"error","quantity":3}]}';
    await send('/api/42/envelope/', `{}\n{"type":"client_report"}\n${report}`);
    const { code, stdout } = await program.stop('SIGTERM');
    expect([code, JSON.parse(stdout).intakes]).toMatchObject([
      0,
      [{ accepted: 42, loaded: 40, rejected: 1, notErrors: 1 }],
    ]);
    expect(readdirSync(join(folder, 'spool', '.http'))).toEqual([]);

    const copy = ['--db', join(folder, 'copy.db')];
    await run(folder, [...copy, 'ingest', 'spool', '--settle', '0']);
    for (const question of [ALL, ['sql', 'SELECT * FROM discard']])
      expect(await run(folder, [...copy, ...question])).toEqual(await run(folder, question));
    const rejectsOf = async (of: readonly string[]) =>
      JSON.parse((await run(folder, [...of, 'rejects', '--format', 'json'])).stdout).map(
        ({ path, line, reason }: Record<string, unknown>) => ({ path, line, reason }),
      );
    expect(await rejectsOf(copy)).toEqual(await rejectsOf([]));
    const again = await run(folder, ['ingest', 'spool', '--settle', '0', '--format', 'json']);
    expect(JSON.parse(again.stdout)).toMatchObject({ loaded: 0, known: 40, rejected: 1 });
  });

  it('goes on receiving while another program writes the database', { timeout: 60_000 }, async () => {
    const folder = makeFolder();
    const program = await startReceiverProgram(folder, ['--give-up-after', '0']);
    const send = (name: string) => post(`http://${program.address}/api/42/envelope/`, namedEnvelope(name));
    const db = new Database(join(folder, 'oops-report.db'));
    db.prepare('BEGIN IMMEDIATE').run();
    expect(await send('while it is locked')).toMatchObject({ status: 200 });
    expect(await send('a moment later')).toMatchObject({ status: 200 });
    db.prepare('COMMIT').run();
    await program.until(['query', '--count', '--format', 'csv'], (answer) => /^2\b/m.test(answer));
    db.close();
    expect((await program.stop('SIGTERM')).code).toBe(0);
  });
});
