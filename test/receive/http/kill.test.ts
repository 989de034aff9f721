import { Agent, request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { run } from '../../support/run.js';
import { namedEnvelope, oopsIdOf } from '../../support/send-events.js';
import { type ReceiverProgram, startReceiverProgram } from '../../support/start-receiver-program.js';
import { makeFolder } from '../../support/temporary-folder.js';

/** How often it is killed; more by hand. */
const ROUNDS = Number(process.env.KILLS ?? 6);
const CONNECTIONS = 8;
const SEED = Number(process.env.SEED ?? 20261127);

/** The same numbers from 0 to 1 each time. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Sends events over several connections until the receiver is gone. */
async function sendUntilGone(
  { address }: ReceiverProgram,
  nameNext: () => string,
  onAcknowledged: (name: string) => void,
): Promise<void> {
  const [host = '', port = ''] = address.split(':');
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const send = (name: string) =>
    new Promise<boolean>((resolve) => {
      const sent = request({ agent, host, port, path: '/api/42/envelope/', method: 'POST' }, (response) => {
        if (response.statusCode === 200) onAcknowledged(name);
        response.resume().on('close', () => resolve(true));
      });
      sent.on('error', () => resolve(false)).end(namedEnvelope(name));
    });
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (await send(nameNext()));
    }),
  );
  agent.destroy();
}

describe('a receiver that is killed while it receives', () => {
  it('has all that it acknowledged, once, and nothing that was not sent', { timeout: 120_000 }, async () => {
    const random = randomFrom(SEED);
    const folder = makeFolder();
    const sent = new Set<string>();
    const acknowledged = new Set<string>();
    for (let round = 0; round < ROUNDS; round++) {
      const program = await startReceiverProgram(folder);
      let left = 1 + Math.floor(400 * random());
      await sendUntilGone(
        program,
        () => {
          const name = `${round} ${sent.size}`;
          sent.add(name);
          return name;
        },
        (name) => {
          acknowledged.add(name);
          if (--left === 0) program.child.kill('SIGKILL');
        },
      );
    }
    const last = await startReceiverProgram(folder);
    const { code } = await last.stop('SIGTERM');
    const question = ['sql', 'SELECT id FROM oops', '--limit', '1000000', '--format', 'json'];
    const { rows } = JSON.parse((await run(folder, question)).stdout);
    const ids = (rows as [string][]).map(([id]) => id);
    const sentIds = new Set([...sent].map(oopsIdOf));
    expect(code).toBe(0);
    expect(acknowledged.size).toBeGreaterThanOrEqual(ROUNDS);
    expect([...acknowledged].map(oopsIdOf).filter((id) => !ids.includes(id))).toEqual([]);
    expect(ids.filter((id) => !sentIds.has(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
