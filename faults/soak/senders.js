import { appendFileSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'amqplib';
import { serialize } from 'bson';

const BROKER = 'amqp://guest:guest@127.0.0.1:5672';
const KEY = { 'X-Sentry-Auth': 'Sentry sentry_version=7, sentry_key=0123456789abcdef0123456789abcdef' };
/** Older than what prune leaves. */
const LONG_AGO = 200 * 86_400_000;

/**
 * One way by which reports go: it takes the ids that have to be in the database in the end.
 *
 * @typedef {(id: string, at: number) => Promise<boolean>} Send resolves with whether it was taken
 */

function reportOf(id, at) {
  return {
    id,
    type: 'KeyError',
    value: `no key ${at % 50}`,
    reporter: `WEB-${at % 5}`,
    time: new Date(at),
    topic: 'soak',
  };
}

/**
 * Reports in the folders of days, now and then one that is old enough to be pruned.
 *
 * @param {string} root
 * @returns {Send}
 */
export function fileSender(root) {
  return async (id, at) => {
    const time = id.startsWith('OOPS-OLD') ? at - LONG_AGO : at;
    const folder = join(root, new Date(time).toISOString().slice(0, 10));
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `.${id}`), serialize(reportOf(id, time)));
    renameSync(join(folder, `.${id}`), join(folder, id));
    return true;
  };
}

/**
 * Lines of a log.
 *
 * @param {string} path
 * @returns {Send}
 */
export function lineSender(path) {
  return async (id, at) => {
    appendFileSync(path, `${JSON.stringify({ ...reportOf(id, at), reporter: 'LOG' })}\n`);
    return true;
  };
}

/** @param {string} queue */
export async function queueSender(queue) {
  const connection = await connect(BROKER);
  const channel = await connection.createConfirmChannel();
  await channel.assertQueue(queue, { durable: true });
  return {
    args: ['--amqp', BROKER, '--queue', queue],
    /** @type {Send} */
    async send(id, at) {
      channel.sendToQueue(queue, Buffer.from(serialize(reportOf(id, at))), { deliveryMode: 2 });
      await channel.waitForConfirms();
      return true;
    },
    async close() {
      await channel.deleteQueue(queue);
      await connection.close();
    },
  };
}

/**
 * Events over HTTP; one that is not acknowledged is to be sent again.
 *
 * @param {() => number} portNow
 * @returns {Send}
 */
export function eventSender(portNow) {
  return async (id, at) => {
    const event = {
      ...{ event_id: id.slice(5), timestamp: at / 1000, platform: 'node', server_name: 'web' },
      exception: { values: [{ type: 'TypeError', value: `cannot pay order ${at % 17}` }] },
    };
    try {
      const body = JSON.stringify(event);
      const url = `http://127.0.0.1:${portNow()}/api/42/store/`;
      const answer = await fetch(url, {
        method: 'POST',
        headers: KEY,
        body,
        signal: AbortSignal.timeout(10_000),
      });
      await answer.text();
      return answer.ok;
    } catch {
      return false;
    }
  };
}
