import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { sharedShards, startShards } from '../../support/clickhouse/clickhouse.js';
import { describeWithClickHouse } from '../../support/clickhouse/clickhouse-parts.js';
import { freshDatabase } from '../../support/clickhouse/fresh-database.js';
import { PASSWORD } from '../../support/clickhouse/server-config.js';
import { spooledIn } from '../../support/live-data.js';
import { brokerUrl, hasRabbitmq, makeQueue, reportBodies } from '../../support/rabbitmq.js';
import { run } from '../../support/run.js';
import { startProgram } from '../../support/start-program.js';
import { makeFolder } from '../../support/temporary-folder.js';

const ENV = { OOPS_REPORT_DB_PASSWORD: PASSWORD, OOPS_REPORT_AMQP: brokerUrl() };

const WAIT = { timeout: 120_000, interval: 50 };

const taking = (address: string, queue: string, ...more: string[]) => [
  ...['--db', address, 'ingest', '--queue', queue, '--spool', 'spool', '--metrics', '0', ...more],
];

/** Starts one, and waits until it writes for ten seconds nothing but what comes. */
async function startConsumer(folder: string, args: readonly string[]) {
  const consumer = startProgram(folder, args, ENV);
  const port = await consumer.says(/Metrics are at http:\/\/127\.0\.0\.1:(\d+)/);
  const metric = async (name: string) => {
    const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    return Number(new RegExp(`^oops_report_${name}\\{.*\\} (\\S+)$`, 'm').exec(metrics)?.[1]);
  };
  await vi.waitFor(async () => expect(await metric('caught_up_timestamp_seconds')).toBeGreaterThan(0), WAIT);
  return { consumer, metric };
}

describeWithClickHouse('a consumer whose reports go to two shards', () => {
  // Without a broker here there is nothing to take from.
  describe.skipIf(!hasRabbitmq)('of a queue', () => {
    it('stays while one of them is away, and ends with its name when that is for too long', async () => {
      const shards = await startShards(2);
      onTestFinished(shards.stop);
      const [first, second = first] = shards.nodes;
      const address = shards.url('oops', { cluster: true });
      const away = `127.0.0.1:${second.tcpPort} does not answer, and no answer is given without it. Start it, or look at the network between them.`;
      const queue = await makeQueue();
      const folder = makeFolder();
      const { consumer, metric } = await startConsumer(folder, taking(address, queue.name));
      await second.kill('SIGKILL');
      const { bodies } = reportBodies(50);
      await queue.send(bodies);
      await consumer.says(`${away} Trying again.`);
      const waiting = await metric('pending');
      expect(waiting).toBeGreaterThan(0);
      expect(spooledIn(join(folder, 'spool'))).toHaveLength(waiting);
      const status = ['--db', address, 'status', '--format', 'json'];
      expect(await run(folder, status, { env: ENV })).toMatchObject({
        code: 2,
        stderr: expect.stringContaining(away),
      });
      await second.start();
      await vi.waitFor(async () => expect(await metric('loaded_total')).toBe(50), WAIT);
      expect((await consumer.stop('SIGTERM')).code).toBe(0);
      expect(JSON.parse((await run(folder, status, { env: ENV })).stdout)).toMatchObject({ oopses: 50 });

      const args = taking(address, queue.name, '--give-up-after', '1s');
      const { consumer: impatient } = await startConsumer(folder, args);
      await second.kill('SIGKILL');
      await queue.send(reportBodies(3, 'OOPS-1B').bodies);
      await impatient.says(`oops-report: ${address.replace('oops@', '')}: its shard ${away}\n`);
      expect((await impatient.stop('SIGCONT')).code).toBe(2);
      expect(await queue.count()).toBe(3);
    });
  });

  it('ends at once with one line where the password is wrong', async () => {
    const database = await freshDatabase(await sharedShards());
    onTestFinished(database.drop);
    const env = { ...ENV, OOPS_REPORT_DB_PASSWORD: 'wrong' };
    const ended = await run(makeFolder(), taking(database.url(), 'none'), { env });
    expect(ended).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(
        /^oops-report: .* does not know the user oops with this password\. .*\n$/,
      ),
    });
  });
});
