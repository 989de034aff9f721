import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodeReport } from '../../src/oops/formats/decode-report.js';
import {
  brokerUrl,
  hasRabbitmq,
  makeQueue,
  makeRepository,
  openChannel,
  removeQueue,
  reportBody,
  uniqueName,
} from '../support/rabbitmq.js';
import { run } from '../support/run.js';
import { makeFolder, textReport } from '../support/temporary-folder.js';

const env = { OOPS_REPORT_AMQP: brokerUrl() };

/** Sends a folder's reports into a queue. */
function republish(folder: string, queue: string, ...more: string[]) {
  return run(folder, ['republish', 'r', '--exchange', '', '--routing-key', queue, ...more], { env });
}

// Without a broker here there is nobody to send to.
describe.skipIf(!hasRabbitmq)('republish', () => {
  it('sends reports as oops-amqp does: BSON as it is, others written as such, durable and nothing else', async () => {
    const queue = await makeQueue();
    const bson = reportBody('OOPS-1A1', { 'some.key': [1, { a: true }] });
    const folder = makeFolder({
      'r/2011-09-08/1': bson,
      'r/2011-09-08/2': gzipSync(bson),
      'r/2011-09-08/31986.T3': textReport('OOPS-1T3', {
        'Exception-Type': 'KeyError',
        'Page-Id': 'Bug:+index',
      }),
      'r/2011-09-08/4.tmp': 'half',
    });
    expect(await republish(folder, queue.name)).toEqual({ code: 0, stdout: '3 reports sent.\n', stderr: '' });
    const messages = await queue.takeAll();
    expect(messages.slice(0, 2).map(({ content }) => content)).toEqual([
      Buffer.from(bson),
      Buffer.from(bson),
    ]);
    const { id, type, topic, time } = decodeReport(messages[2]?.content as Buffer);
    // The time is that which the name of the file told.
    expect({ id, type, topic, time }).toEqual({
      ...{ id: 'OOPS-1T3', type: 'KeyError', topic: 'Bug:+index' },
      time: Date.parse('2011-09-08T08:53:06Z'),
    });
    for (const { properties } of messages) {
      const { deliveryMode, headers, ...others } = properties;
      expect({ deliveryMode, headers }).toEqual({ deliveryMode: 2, headers: {} });
      expect(Object.values(others).filter((value) => value !== undefined)).toEqual([]);
    }
  });

  it('leaves alone what is no report, and says so', async () => {
    const queue = await makeQueue();
    const folder = makeFolder({
      'r/2011-09-08/1': reportBody('OOPS-1A1'),
      'r/2011-09-08/2': 'garbage\0',
      'r/2011-09-08/app.log': '{}\n',
    });
    const { code, stdout, stderr } = await republish(folder, queue.name, '--delete');
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: '1 report sent, their files removed; 2 skipped.\n',
    });
    expect(stderr.split('\n').sort()).toEqual(
      [
        '',
        `skipped: ${folder}/r/2011-09-08/2: ${'is neither BSON nor text'}`,
        `skipped: ${folder}/r/2011-09-08/app.log: is an export or a log, not a report`,
      ].map((line) => (line.includes('neither') ? expect.stringContaining(line) : line)),
    );
    expect(readdirSync(join(folder, 'r/2011-09-08')).sort()).toEqual(['2', 'app.log']);
    expect(await republish(folder, queue.name)).toMatchObject({
      code: 1,
      stdout: '0 reports sent; 2 skipped.\n',
    });
  });

  it('removes nothing, and ends with 2, where no queue is bound', async () => {
    const exchange = uniqueName();
    const channel = await openChannel();
    removeQueue(uniqueName(), exchange);
    await channel.assertExchange(exchange, 'fanout', { durable: true });
    const { folder } = makeRepository(50);
    const sent = await run(folder, ['republish', 'r', '--exchange', exchange, '--delete'], { env });
    expect(sent).toEqual({
      code: 2,
      stdout: '',
      stderr: `oops-report: amqp://127.0.0.1/%2F/${exchange}: no queue is bound for what is sent there. Bind one, then run it again.\n`,
    });
    expect(readdirSync(join(folder, 'r/2011-09-08'))).toHaveLength(50);
  });

  it('ends with 2 where the broker refuses a report, and removes those only that it took', async () => {
    const queue = await makeQueue({ maxLength: 10, overflow: 'reject-publish' });
    const { folder } = makeRepository(50);
    const { code, stderr } = await republish(folder, queue.name, '--delete');
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `oops-report: amqp://127.0.0.1/%2F/${queue.name}: the broker refused a report. Look whether the queue is full, and at its log.\n`,
    });
    expect(readdirSync(join(folder, 'r/2011-09-08')).length).toBeGreaterThanOrEqual(40);
    expect(await queue.count()).toBeGreaterThanOrEqual(10);
  });

  it.each([
    [
      ['--exchange', 'no-such-exchange'],
      'amqp://127.0.0.1/%2F/no-such-exchange: there is no such exchange. Correct --exchange.',
    ],
    [['--exchange', ''], "--exchange '' needs the name of a queue as --routing-key."],
  ])('is refused with %j', async (args, message) => {
    const folder = makeFolder({ 'r/2011-09-08/1': reportBody('OOPS-1A1') });
    const { code, stderr } = await run(folder, ['republish', 'r', ...args], { env });
    expect({ code, stderr }).toEqual({ code: 2, stderr: `oops-report: ${message}\n` });
  });
});

it('republish is refused without anything to send', async () => {
  expect(await run(makeFolder(), ['republish', 'none', '--exchange', 'e'], { env })).toEqual({
    code: 2,
    stdout: '',
    stderr: 'oops-report: none: no such file or folder. Name a repository or a report that can be read.\n',
  });
});
