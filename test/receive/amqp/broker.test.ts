import { describe, expect, it } from 'vitest';
import { nameOnBroker, readBroker } from '../../../src/receive/amqp/broker.js';

describe('readBroker', () => {
  it.each([
    [
      'amqp://mq',
      undefined,
      { hostname: 'mq', port: 5672, vhost: '/', username: 'guest', password: 'guest' },
    ],
    ['amqps://mq/', undefined, { protocol: 'amqps', port: 5671, vhost: '/' }],
    [
      'amqp://oops:a%2Fb@mq:5673/prod',
      'unused',
      { port: 5673, vhost: 'prod', username: 'oops', password: 'a/b' },
    ],
    ['amqp://oops@mq/%2Fprod', 'secret', { vhost: '/prod', username: 'oops', password: 'secret' }],
    ['amqp://oops@[::1]:5673', undefined, { hostname: '::1', port: 5673, password: '' }],
  ])('reads %s', (address, password, expected) => {
    expect(readBroker('--amqp', address, password)).toMatchObject(expected);
  });

  it.each(['', 'mq', 'http://oops:secret@mq', 'amqp://', 'amqp://oops:secret%@mq', 'amqp://mq:port'])(
    'refuses %j without showing it',
    (address) => {
      expect(() => readBroker('--amqp', address, undefined)).toThrow(
        /^--amqp is no address of a broker\. Write it like amqp:\/\/user@host:5672\/vhost, or amqps:\/\/ for TLS\./,
      );
      expect(() => readBroker('--amqp', address, undefined)).not.toThrow('secret');
    },
  );
});

describe('nameOnBroker', () => {
  it.each([
    ['amqp://oops:secret@mq', 'oopses', 'amqp://mq/%2F/oopses'],
    ['amqps://oops:secret@mq:5673/prod', 'a/b', 'amqps://mq:5673/prod/a%2Fb'],
    ['amqp://[::1]:5672', undefined, 'amqp://[::1]/%2F'],
  ])('names what is on %s without user and password', (address, name, expected) => {
    expect(nameOnBroker(readBroker('--amqp', address, undefined), name)).toBe(expected);
  });
});
