import { describe, expect, it } from 'vitest';
import { readAddress } from '../../../src/commands/options/address.js';
import { isLoopback, writeAddress } from '../../../src/receive/address.js';
import { UserError } from '../../../src/user-error.js';

describe('readAddress', () => {
  it.each([
    ['9464', '127.0.0.1:9464'],
    [':9464', '127.0.0.1:9464'],
    ['0.0.0.0:9464', '0.0.0.0:9464'],
    ['metrics.internal:0', 'metrics.internal:0'],
    ['[::1]:9464', '[::1]:9464'],
  ])('reads %s', (text, written) => {
    expect(writeAddress(readAddress('--metrics', text))).toBe(written);
  });

  it.each(['', 'host', 'host:', '65536', '::1:9464', '[host]:9464', 'http://host:9464', '1.2.3.4:-1'])(
    'refuses %j',
    (text) => {
      expect(() => readAddress('--metrics', text)).toThrow(
        new UserError(`--metrics ${text} is no place to listen. Write it as 127.0.0.1:9464, or as 9464.`),
      );
    },
  );

  it.each([
    ['127.0.0.1', true],
    ['127.9.9.9', true],
    ['localhost', true],
    ['::1', true],
    ['0:0:0:0:0:0:0:1', true],
    ['0.0.0.0', false],
    ['::', false],
    ['10.0.0.127', false],
    ['localhost.example', false],
  ])('says of %s whether only this machine reaches it', (host, isOurs) => {
    expect(isLoopback({ host, port: 1 })).toBe(isOurs);
  });
});
