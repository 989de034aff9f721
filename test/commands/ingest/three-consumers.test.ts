import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ask } from '../../support/clickhouse/ask.js';
import { startShards } from '../../support/clickhouse/clickhouse.js';
import { describeWithClickHouse } from '../../support/clickhouse/clickhouse-parts.js';
import { PASSWORD } from '../../support/clickhouse/server-config.js';
import { spooledIn } from '../../support/live-data.js';
import { BROKER_PORT, brokerUrl, hasRabbitmq, makeQueue, reportBodies } from '../../support/rabbitmq.js';
import { run } from '../../support/run.js';
import { startProgram } from '../../support/start-program.js';
import { startProxy } from '../../support/tcp-proxy.js';
import { makeFolder, makeFolderInMemory } from '../../support/temporary-folder.js';

const MESSAGES = 100_000;
const SENT_AT_ONCE = 5000;

describeWithClickHouse('three consumers of one queue, and two shards', () => {
  // Without a broker here there is nothing to take from.
  describe.skipIf(!hasRabbitmq)('each killed once', () => {
    it('have each of 100,000 reports once', async () => {
      const shards = await startShards(2);
      onTestFinished(shards.stop);
      const [first, second = first] = shards.nodes;
      const address = shards.url('oops', { cluster: true });
      const env = { OOPS_REPORT_DB_PASSWORD: PASSWORD };
      await run(makeFolder(), ['--db', address, 'db', 'migrate'], { env });

      const queue = await makeQueue();
      const broker = await startProxy(BROKER_PORT);
      const consume = (folder: string) =>
        startProgram(
          folder,
          ['--db', address, 'ingest', '--queue', queue.name, '--spool', 'spool', '--format', 'json'],
          { ...env, OOPS_REPORT_AMQP: brokerUrl(broker.port) },
        );
      const killed = makeFolderInMemory();
      const dying = consume(killed);
      const others = [consume(makeFolderInMemory()), consume(makeFolderInMemory())];
      await Promise.all([dying, ...others].map((consumer) => consumer.says('Ready')));

      const loaded = async () =>
        Number(await ask(first, 'SELECT uniqExact(id_key) FROM oops.event').catch(() => '0'));
      const reaches = async (count: number) => {
        while ((await loaded()) < count) await sleep(50);
      };
      const { bodies } = reportBodies(MESSAGES);
      const sending = (async () => {
        for (let sent = 0; sent < MESSAGES; sent += SENT_AT_ONCE)
          await queue.send(bodies.slice(sent, sent + SENT_AT_ONCE));
      })();

      await reaches(1);
      await second.kill('SIGKILL');
      // Long enough for whoever writes to have failed.
      await sleep(1000);
      await second.start();
      await reaches(MESSAGES * 0.2);
      broker.cut();
      await reaches(MESSAGES * 0.4);
      // It dies when it has spooled what it has not written yet.
      const spooled = () => spooledIn(join(killed, 'spool')).length;
      const before = spooled();
      let last = before;
      do {
        last = spooled();
        await sleep(50);
      } while (last === before || spooled() > last);
      await dying.stop('SIGKILL');
      const revived = consume(killed);
      const consumers = [revived, ...others];
      // Who cannot begin does not try again.
      await revived.says('Ready');
      await reaches(MESSAGES * 0.6);
      await first.kill('SIGKILL');
      await sleep(1000);
      await first.start();
      await sending;
      await reaches(MESSAGES);

      const ended = await Promise.all(consumers.map((consumer) => consumer.stop('SIGTERM')));
      const counted = await ask(
        first,
        `SELECT count(), uniqExact(id_key), countIf(gone_stamp < 9223372036854775807) FROM oops.event FINAL`,
      );
      const status = await run(killed, ['--db', address, 'status', '--format', 'json'], { env });
      expect({
        codes: ended.map(({ code }) => code),
        pending: ended.map(({ stdout }) => JSON.parse(stdout).intakes[0].pending),
        counted,
        left: await queue.count(),
        status: JSON.parse(status.stdout),
      }).toMatchObject({
        codes: [0, 0, 0],
        pending: [0, 0, 0],
        counted: `${MESSAGES}\t${MESSAGES}\t0`,
        left: 0,
        status: { oopses: MESSAGES, rejects: 0 },
      });
    });
  });
});
