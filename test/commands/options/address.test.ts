import { describe, expect, it } from 'vitest';
import { readAddress } from '../../../src/commands/options/address.js';
import { writeAddress } from '../../../src/receive/http/listen-address.js';
import { UserError } from '../../../src/user-error.js';

describe('readAddress', () => {
  it.each([
    ['9464', '127.0.0.1:9464'],
    [':9464', '127.0.0.1:9464'],
    ['0.0.0.0:9464', '0.0.0.0:9464'],
    ['metrics.internal:0', 'metrics.internal:0'],
    ['[::1]:9464', '[::1]:9464'],
  ])('reads %s', (text, written) => {
    expect(writeAddress(readAddress(['--metrics', 9464], text))).toBe(written);
  });

  it.each(['', 'host', 'host:', '65536', '::1:9464', '[host]:9464', 'http://host:9464', '1.2.3.4:-1'])(
    'refuses %j',
    (text) => {
      expect(() => readAddress(['--metrics', 9464], text)).toThrow(
        new UserError(`--metrics ${text} is no place to listen. Write it as 127.0.0.1:9464, or as 9464.`),
      );
    },
  );
});
