import { describe, expect, it } from 'vitest';
import { readBroker } from '../../../src/receive/amqp/broker.js';
import { BrokerRefusal, explainBrokerError } from '../../../src/receive/amqp/explain-broker-error.js';

const broker = readBroker('--amqp', 'amqp://oops:secret@mq/prod', undefined);
const explain = (error: unknown) => explainBrokerError(error, { broker, name: 'oopses' });

// What the broker and TLS of this machine were seen to say; the rest is tested against them in take-queue.test.ts.
describe('explainBrokerError', () => {
  it.each([
    [
      'connect ECONNREFUSED 127.0.0.1:5672',
      'amqp://mq/prod: cannot be reached (connect ECONNREFUSED 127.0.0.1:5672).',
    ],
    [
      `Operation failed: QueueDeclare; 404 (NOT-FOUND) with message "NOT_FOUND - home node 'rabbit@a' of durable queue 'oopses' in vhost 'prod' is down or inaccessible"`,
      /^amqp:\/\/mq\/prod: cannot be reached \(/,
    ],
  ])('says of %s that the broker is away', (said, told) => {
    const explained = explain(new Error(said));
    expect(explained).not.toBeInstanceOf(BrokerRefusal);
    expect(explained.message).toMatch(told);
  });

  it.each([
    [
      `Operation failed: BasicConsume; 403 (ACCESS-REFUSED) with message "ACCESS_REFUSED - access to queue 'oopses' in vhost 'prod' refused for user 'oops'"`,
      'amqp://mq/prod/oopses: access refused. Give oops the permission to read it, and with --bind-to to configure and write.',
    ],
    [
      `Operation failed: BasicConsume; 403 (ACCESS-REFUSED) with message "ACCESS_REFUSED - queue 'oopses' in vhost 'prod' in exclusive use"`,
      'amqp://mq/prod/oopses: another program has it for itself alone. End that one.',
    ],
    [
      'self-signed certificate in certificate chain',
      'amqp://mq/prod: its certificate cannot be trusted (self-signed certificate in certificate chain). Name the file of its authority with --amqp-ca.',
    ],
    [
      '40AD:error:0A000410:SSL routines:ssl3_read_bytes:ssl/tls alert handshake failure:s3_pkt.c:916:SSL alert number 40',
      'amqp://mq/prod: refuses the TLS connection. Look at --amqp-cert and --amqp-key.',
    ],
  ])('says of %s that it was refused', (said, told) => {
    const explained = explain(new Error(said));
    expect(explained).toBeInstanceOf(BrokerRefusal);
    expect(explained.message).toBe(told);
  });

  it('tells the first of several tries', () => {
    const error = new AggregateError([new Error('connect ECONNREFUSED ::1:5672'), new Error('another')]);
    expect(explain(error).message).toBe('amqp://mq/prod: cannot be reached (connect ECONNREFUSED ::1:5672).');
  });
});
