import { describe, expect, it } from 'vitest';
import { watchAbsence } from '../../../src/receive/amqp/absence.js';
import { readBroker } from '../../../src/receive/amqp/broker.js';

const AWAY = new Error('connect ECONNREFUSED 127.0.0.1:5672');
const REFUSED = new Error('Handshake terminated by server: 403 (ACCESS-REFUSED)');

/** Watches a broker, with a clock that can be moved. */
function watch(giveUpAfter = 60_000) {
  const remarks: string[] = [];
  let at = 0;
  const absence = watchAbsence({
    broker: readBroker('--amqp', 'amqp://mq', undefined),
    queue: 'oopses',
    giveUpAfter,
    now: () => at,
    onRemark: (remark) => void remarks.push(remark),
  });
  return {
    absence,
    remarks,
    wait: (milliseconds: number) => {
      at += milliseconds;
    },
  };
}

describe('the absence of a broker', () => {
  it('is told once, with the first reason, and so is its end', () => {
    const { absence, remarks } = watch();
    absence.end();
    absence.note(new Error('the queue was removed'));
    absence.begin(new Error('Connection closed'));
    absence.goOn(AWAY);
    absence.goOn(AWAY);
    absence.end();
    absence.begin(AWAY);
    expect(remarks).toEqual([
      'amqp://mq/%2F: cannot be reached (the queue was removed). Trying again.',
      'amqp://mq/%2F/oopses: the broker is back.',
      'amqp://mq/%2F: cannot be reached (connect ECONNREFUSED 127.0.0.1:5672). Trying again.',
    ]);
  });

  it('is waited for longer each time, never twice the same, and not beyond the end of patience', () => {
    const { absence, wait } = watch();
    absence.goOn(AWAY);
    for (const [attempt, longest] of [
      [1, 200],
      [2, 400],
      [5, 3200],
      [50, 10_000],
    ] as const) {
      const waits = Array.from({ length: 20 }, () => absence.nextWait(attempt));
      expect(Math.max(...waits)).toBeLessThanOrEqual(longest);
      expect(Math.min(...waits)).toBeGreaterThanOrEqual(longest / 2);
      expect(new Set(waits).size).toBeGreaterThan(1);
    }
    wait(59_999);
    expect(absence.nextWait(50)).toBe(1);
    wait(1);
    expect(() => absence.nextWait(50)).toThrow('amqp://mq/%2F: cannot be reached (connect ECONNREFUSED');
  });

  it('counts anew from each end of a connection', () => {
    const { absence, wait } = watch(1000);
    absence.end();
    wait(5000);
    absence.begin(AWAY);
    expect(absence.nextWait(1)).toBeGreaterThan(0);
  });

  it('is none but a mistake where it refuses who never was there, and passes where it refuses later', () => {
    const { absence, remarks } = watch();
    absence.goOn(REFUSED);
    expect(() => absence.nextWait(1)).toThrow('refuses to let guest in');
    expect(remarks).toEqual([]);
    absence.end();
    absence.begin(AWAY);
    absence.goOn(REFUSED);
    expect(absence.nextWait(1)).toBeGreaterThan(0);
  });
});
