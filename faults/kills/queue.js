import { globSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'amqplib';
import { answersOf } from '../answers.js';
import { filesBelow, makeReports } from '../material.js';
import { until } from '../program.js';
import { countStored } from './count-stored.js';
import { liveRoundOf } from './round.js';

const BROKER = 'amqp://guest:guest@127.0.0.1:5672';
const REPORTS = 300;

/** @type {import('./round.js').Subject} */
export const QUEUE = {
  about: 'ingest --queue, of the RabbitMQ of this machine',
  async lacks() {
    try {
      await (await connect(BROKER)).close();
      return null;
    } catch {
      return 'no RabbitMQ answers at 127.0.0.1:5672';
    }
  },
  async begin(folder, _, random) {
    const queue = `oops-report-faults-${process.pid}-${random.hex(8)}`;
    const connection = await connect(BROKER);
    const channel = await connection.createConfirmChannel();
    await channel.assertQueue(queue, { durable: true });
    const bodies = [...makeReports(REPORTS).map(({ body }) => Buffer.from(body)), Buffer.from([9, 9, 9])];
    const live = {
      meals: bodies,
      args: ['ingest', '--amqp', BROKER, '--queue', queue, '--spool', 'spool', '--prefetch', '50'],
      async feed(/** @type {unknown} */ _, /** @type {readonly Buffer[]} */ meals) {
        for (const body of meals) channel.sendToQueue(queue, body, { deliveryMode: 2 });
        await channel.waitForConfirms();
        return [];
      },
      untilAll: () =>
        until(async () => {
          const { oopses, rejects } = countStored(folder);
          return oopses >= REPORTS && rejects >= 1 && (await channel.checkQueue(queue)).messageCount === 0;
        }, 'what was sent'),
      async answers() {
        const { messageCount } = await channel.checkQueue(queue);
        // What a killed program was about to write lies beside the days for an hour; what is no report is told with its queue.
        const days = globSync('????-??-??', { cwd: join(folder, 'spool') });
        const spooled = days.flatMap((day) => filesBelow(join(folder, 'spool', day)));
        return [`left in the queue ${messageCount}`, ...spooled, ...(await answersOf(folder))];
      },
    };
    return liveRoundOf(folder, live, {
      async close() {
        await channel.deleteQueue(queue);
        await connection.close();
      },
    });
  },
};
