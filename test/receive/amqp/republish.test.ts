import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeReport } from '../../../src/oops/formats/decode-report.js';
import { readBroker } from '../../../src/receive/amqp/broker.js';
import { republish } from '../../../src/receive/amqp/republish.js';
import { CLOCK } from '../../support/open-live-store.js';
import { BROKER_PORT, brokerUrl, hasRabbitmq, makeQueue, makeRepository } from '../../support/rabbitmq.js';
import { startProxy } from '../../support/tcp-proxy.js';

const COUNT = 3000;

/** Sends a repository into a queue, and does something when a third of it has been sent. */
async function sendAndDisturb(disturb: (stop: AbortController) => void, port = BROKER_PORT) {
  const queue = await makeQueue();
  const { ids, folder } = makeRepository(COUNT);
  const stop = new AbortController();
  const options = {
    broker: readBroker('--amqp', brokerUrl(port), undefined),
    ...{ exchange: '', routingKey: queue.name, removes: true, limits: { unpackedBytes: 1_000_000 } },
    ...{ onSkip: () => {}, sleep: CLOCK.sleep },
    onProgress: () => {},
    signal: stop.signal,
  };
  const sending = republish([folder], {
    ...options,
    onProgress: ({ done }) => {
      if (done === COUNT / 3) disturb(stop);
    },
  });
  const error = await sending.catch((thrown) => thrown);
  const left = readdirSync(join(folder, 'r/2011-09-08'));
  const sent = (await queue.takeAll()).map(({ content }) => decodeReport(content).id);
  const again = await republish([folder], { ...options, signal: new AbortController().signal });
  return { error, ids, left, sent, again };
}

// Without a broker here there is nobody to send to.
describe.skipIf(!hasRabbitmq)('republish', () => {
  it('removes no file whose report the broker has not confirmed when the connection ends', async () => {
    const proxy = await startProxy(BROKER_PORT);
    const { error, ids, left, sent, again } = await sendAndDisturb(() => proxy.cut(), proxy.port);
    expect(error.message).toMatch(/: the connection ended\. Run it again for the rest\.$/);
    expect(left.length).toBeGreaterThanOrEqual((COUNT * 2) / 3);
    expect(new Set([...left, ...sent])).toEqual(new Set(ids));
    expect(again).toBe(left.length);
  });

  it('ends what is on the way when it is told to stop', async () => {
    const reason = new Error('stopped');
    const { error, ids, left, sent, again } = await sendAndDisturb((stop) => stop.abort(reason));
    expect(error).toBe(reason);
    expect([...left, ...sent].sort()).toEqual(ids.sort());
    expect(left.length).toBeGreaterThan(0);
    expect(again).toBe(left.length);
  });
});
