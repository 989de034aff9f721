import { describe, expect, it } from 'vitest';
import { createHostCheck, isHostName } from '../../../src/web/server/allowed-hosts.js';

describe('the check of hosts', () => {
  const isOurs = createHostCheck(['oops.example.com', '*.internal', '10.0.0.7', 'fd00::7']);

  it.each<[string | undefined, boolean]>([
    ['localhost', true],
    ['LOCALHOST:8700', true],
    ['127.0.0.1:8700', true],
    ['[::1]', true],
    ['[::1]:8700', true],
    ['oops.example.com', true],
    ['Oops.Example.Com:443', true],
    ['10.0.0.7:80', true],
    ['[fd00::7]:8700', true],
    ['a.internal', true],
    ['a.b.internal:8700', true],
    [undefined, false],
    ['', false],
    ['internal', false],
    ['.internal', false],
    ['evilinternal', false],
    ['example.com', false],
    ['oops.example.com.evil.example', false],
    ['localhost.evil.example', false],
    ['127.0.0.1.evil.example', false],
    ['oops.example.com:80:80', false],
  ])('of %s says %s', (host, expected) => {
    expect(isOurs(host)).toBe(expected);
  });

  it.each([
    ['oops.example.com', true],
    ['*.internal', true],
    ['10.0.0.7', true],
    ['[::1]', true],
    ['::1', true],
    ['https://oops.example.com', false],
    ['oops.example.com:80', false],
    ['oops.example.com/', false],
    ['*', false],
    ['', false],
    ['a b', false],
  ])('takes %s for a name: %s', (text, expected) => {
    expect(isHostName(text)).toBe(expected);
  });
});
