import { Agent, request } from 'node:http';
import { answersOf } from '../answers.js';
import { until } from '../program.js';
import { countStored } from './count-stored.js';
import { liveRoundOf } from './round.js';

const EVENTS = 400;
const KEY = { 'X-Sentry-Auth': 'Sentry sentry_version=7, sentry_key=0123456789abcdef0123456789abcdef' };

/** @type {import('./round.js').Subject} */
export const HTTP = {
  about: 'ingest --listen, of events that are sent again until they are acknowledged',
  async begin(folder) {
    return liveRoundOf(folder, {
      meals: Array.from({ length: EVENTS }, (_, index) => index + 1),
      args: ['ingest', '--listen', '127.0.0.1:0', '--spool', 'spool'],
      async feed(running, meals) {
        const port = await running.says(/Ready: .*:(\d+)\.\n/);
        if (port === null) return meals;
        const agent = new Agent({ keepAlive: true, maxSockets: 8 });
        const taken = await Promise.all(
          meals.map((index) => isTaken({ agent, port, path: '/api/42/envelope/', body: envelope(index) })),
        );
        agent.destroy();
        return meals.filter((_, place) => !taken[place]);
      },
      untilAll: () => until(() => countStored(folder).oopses >= EVENTS, 'what was acknowledged'),
      // What was turned away is counted, and was sent again.
      answers: async () => (await answersOf(folder)).filter((line) => !line.includes('receiver_full')),
    });
  },
};

/** @returns {Promise<boolean>} */
function isTaken({ agent, port, path, body }) {
  return new Promise((resolve) => {
    request({ agent, port, path, host: '127.0.0.1', method: 'POST', headers: KEY }, (response) => {
      response.on('error', () => resolve(false));
      response.resume().on('end', () => resolve(response.statusCode === 200));
    })
      .on('error', () => resolve(false))
      .end(body);
  });
}

/** @param {number} index */
function envelope(index) {
  const id = index.toString(16).padStart(32, '0');
  const event = {
    ...{ event_id: id, timestamp: 1_315_440_000 + index, platform: 'node', server_name: 'web-1' },
    exception: { values: [{ type: 'TypeError', value: `cannot pay order ${index % 17}` }] },
  };
  return `${JSON.stringify({ event_id: id })}\n{"type":"event"}\n${JSON.stringify(event)}\n`;
}
