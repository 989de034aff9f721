import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../bench/random.js';
import { idsIn, spooledIn } from '../../support/live-data.js';
import {
  BROKER_PORT,
  brokerUrl,
  hasRabbitmq,
  makeQueue,
  reportBodies,
  reportBody,
} from '../../support/rabbitmq.js';
import { run } from '../../support/run.js';
import { mountSmallDisk } from '../../support/small-disk.js';
import { startProgram } from '../../support/start-program.js';
import { startProxy } from '../../support/tcp-proxy.js';
import { makeFolder } from '../../support/temporary-folder.js';

const CERTIFICATE = new URL('../../fixtures/mail/cert.pem', import.meta.url);
const KEY = new URL('../../fixtures/mail/key.pem', import.meta.url);
const FIXTURE = { cert: readFileSync(CERTIFICATE), key: readFileSync(KEY) };

const BROKER = { OOPS_REPORT_AMQP: brokerUrl() };
const taking = (queue: string, ...more: string[]) => [
  'ingest',
  '--queue',
  queue,
  '--spool',
  'spool',
  ...more,
];

// Without a broker here there is nothing to take from.
describe.skipIf(!hasRabbitmq)('ingest --amqp', () => {
  it('takes what comes, ends what it began when it is told to stop, and tells no password', async () => {
    const queue = await makeQueue();
    const folder = makeFolder();
    const { bodies } = reportBodies(3000);
    await queue.send(bodies);
    const program = startProgram(folder, taking(queue.name, '--prefetch', '200', '--format', 'json'), BROKER);
    await program.says('Ready');
    const { code, stdout, stderr } = await program.stop('SIGTERM');
    const [intake] = JSON.parse(stdout).intakes;
    expect({ code, ...intake }).toMatchObject({
      code: 0,
      name: `amqp://127.0.0.1/%2F/${queue.name}`,
      accepted: intake.loaded,
      pending: 0,
    });
    expect(await queue.count()).toBe(3000 - intake.accepted);
    expect(spooledIn(join(folder, 'spool'))).toHaveLength(intake.accepted);
    expect(stdout + stderr).not.toContain('guest:guest');
  });

  it('ends also when the broker no longer answers', async () => {
    const queue = await makeQueue();
    const proxy = await startProxy(BROKER_PORT);
    const address = { OOPS_REPORT_AMQP: brokerUrl(proxy.port) };
    const program = startProgram(makeFolder(), taking(queue.name), address);
    await program.says('Ready');
    proxy.hold();
    expect((await program.stop('SIGTERM')).code).toBe(0);
  });

  it('has each report once after it was killed again and again, and the spool says the same', async () => {
    const seed = Date.now() % 100_000;
    const random = createRandom(seed);
    const queue = await makeQueue();
    const folder = makeFolder();
    const { ids, bodies } = reportBodies(5000);
    await queue.send([...bodies, Buffer.from('garbage')]);
    for (let kill = 0; kill < 15; kill++) {
      const proxy = await startProxy(BROKER_PORT);
      const program = startProgram(folder, taking(queue.name), { OOPS_REPORT_AMQP: brokerUrl(proxy.port) });
      await program.says('Ready');
      // How far it has come by then is what is random.
      await sleep(random.below(400));
      await program.stop('SIGKILL');
    }
    const program = startProgram(folder, taking(queue.name, '--format', 'json'), BROKER);
    await program.until(['query', '--count'], (answer) => answer.includes('5000'));
    await program.until(['rejects'], (answer) => answer.includes('/rejected/'));
    const { code } = await program.stop('SIGTERM');
    const database = join(folder, 'oops-report.db');
    const outcome = {
      seed,
      code,
      left: await queue.count(),
      ids: idsIn(database),
      names: spooledIn(join(folder, 'spool')).map((path) => basename(path)),
    };
    const names = ids.map((id) => id.toLowerCase()).sort();
    expect(outcome).toEqual({ seed, code: 0, left: 0, ids: ids.sort(), names });
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${database}${suffix}`, { force: true });
    await run(folder, ['ingest', 'spool', '--settle', '0']);
    expect(idsIn(database)).toEqual(ids);
  });

  it('waits for room on the disk of the spool, and ends with 2 when there is none for too long', async ({
    skip,
  }) => {
    const folder = makeFolder({ 'spool/.keep': '' });
    const spool = join(folder, 'spool');
    if (!mountSmallDisk(spool, 100)) skip('no file system can be mounted here');
    const queue = await makeQueue();
    const program = startProgram(folder, taking(queue.name), BROKER);
    await program.says('Ready');
    writeFileSync(join(spool, 'large'), Buffer.alloc(60 * 1024));
    await queue.send([reportBody('OOPS-1A1', { value: 'x'.repeat(50 * 1024) })]);
    await program.says('the disk is full. Free some space. Trying again.');
    expect(await run(folder, ['query', '--count'])).toMatchObject({
      stdout: expect.stringMatching(/^\s*0\b/m),
    });
    rmSync(join(spool, 'large'));
    await program.until(['query', '--count'], (answer) => /\b1\b/.test(answer));
    expect((await program.stop('SIGTERM')).code).toBe(0);
    expect(await queue.count()).toBe(0);

    const given = startProgram(folder, taking(queue.name, '--give-up-after', '0'), BROKER);
    await given.says('Ready');
    await queue.send([reportBody('OOPS-1A2', { value: 'x'.repeat(60 * 1024) })]);
    await given.says(`oops-report: ${spool}: the disk is full. Free some space.`);
    expect((await given.stop('SIGCONT')).code).toBe(2);
    expect(await queue.count()).toBe(1);
  });

  it('speaks TLS to a broker whose authority it is told, and shows it a certificate', async () => {
    const queue = await makeQueue();
    await queue.send([reportBody('OOPS-1A1')]);
    const proxy = await startProxy(BROKER_PORT, {
      ...FIXTURE,
      ca: FIXTURE.cert,
      requestCert: true,
      rejectUnauthorized: true,
    });
    const folder = makeFolder({ 'ca.pem': FIXTURE.cert, 'key.pem': FIXTURE.key });
    const address = `amqps://guest:guest@localhost:${proxy.port}`;
    const args = taking(queue.name, '--amqp', address, '--amqp-ca', 'ca.pem');
    const program = startProgram(folder, [...args, '--amqp-cert', 'ca.pem', '--amqp-key', 'key.pem']);
    await program.says('Ready');
    await program.until(['query', '--count'], (answer) => /\b1\b/.test(answer));
    expect((await program.stop('SIGTERM')).code).toBe(0);

    const untrusting = await run(folder, taking(queue.name, '--amqp', address));
    expect(untrusting).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/its certificate cannot be trusted .* --amqp-ca\.\n$/),
    });
  });
});

describe('the options of a queue', () => {
  const URL = 'amqp://oops:secret@127.0.0.1:1';

  it.each([
    [['--queue', 'q', '--spool', 's'], 'No broker is named. Name one with --amqp or OOPS_REPORT_AMQP.'],
    [['--amqp', URL, '--spool', 's'], '--queue is missing. Name the queue that is to be taken.'],
    [['--amqp', URL, '--queue', 'q'], '--spool is missing. Name a folder where what comes is kept.'],
    [
      ['--amqp', URL, '--queue', 'q', '--spool', 's', '--bind-to', ''],
      '--bind-to is missing. Name a fanout exchange.',
    ],
    [
      ['--amqp', URL, '--queue', 'q', '--spool', 's', '--prefetch', '0'],
      '--prefetch 0 is no number of messages. Write one from 1 to 10000.',
    ],
    [
      ['--amqp', URL, '--queue', 'q', '--spool', 's', '--amqp-ca', 'none.pem'],
      '--amqp-ca none.pem: no such file or folder. Name a file that can be read.',
    ],
    [
      ['--amqp', URL, '--queue', 'q', '--spool', 's', '--amqp-key', 'none.pem'],
      '--amqp-cert and --amqp-key go together. Name both, or none.',
    ],
    [
      ['r', '--amqp', URL, '--queue', 'q', '--spool', 's'],
      'Beside a queue or a receiver, paths are followed. Add --follow, or leave the paths out.',
    ],
    [
      ['--amqp', URL, '--queue', 'q', '--spool', 's', '--strict'],
      '--strict is for an ingest that comes to an end. Leave it out, or run that one beside.',
    ],
  ])('are refused where they cannot be: %j', async (args, message) => {
    expect(await run(makeFolder(), ['ingest', ...args])).toEqual({
      code: 2,
      stdout: '',
      stderr: `oops-report: ${message}\n`,
    });
  });

  it('take the password from the environment', async () => {
    const env = { OOPS_REPORT_AMQP: 'amqp://guest@127.0.0.1', OOPS_REPORT_AMQP_PASSWORD: 'wrong' };
    const { stderr } = await run(makeFolder(), ['ingest', '--queue', 'q', '--spool', 's'], { env });
    expect(stderr).toMatch(/refuses to let guest in|cannot be reached/);
  });
});
