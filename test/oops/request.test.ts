import { describe, expect, it } from 'vitest';
import { isLocalReferrer } from '../../src/oops/request.js';

const hosts = ['launchpad.net', 'Ubuntu.com'];

describe('isLocalReferrer', () => {
  it.each([
    'https://launchpad.net/',
    'http://launchpad.net',
    'https://launchpad.net:8443/x?y#z',
    'https://bugs.launchpad.net/+bugs',
    'https://a.b.launchpad.net/',
    'HTTPS://BUGS.LAUNCHPAD.NET/',
    'https://launchpad.net./',
    'https://user:password@launchpad.net/',
    'https://www.ubuntu.com/',
  ])('comes from us: %s', (referrer) => {
    expect(isLocalReferrer(referrer, hosts)).toBe(true);
  });

  it.each([
    'https://evil-launchpad.net/',
    'https://launchpad.net.evil.com/',
    'https://evil.com/launchpad.net',
    'https://evil.com/?https://launchpad.net/',
    'https://evil.com/#.launchpad.net',
    'https://launchpad.net@evil.com/',
    'https://evil.com\\.launchpad.net/',
    'https://net/',
    'ftp://launchpad.net/',
    'javascript://launchpad.net/',
    'launchpad.net',
    '//launchpad.net/',
    'https://',
    'https://[launchpad.net/',
    '',
    null,
  ])('comes from outside: %s', (referrer) => {
    expect(isLocalReferrer(referrer, hosts)).toBe(false);
  });

  it('knows no host where none is ours', () => {
    expect(isLocalReferrer('https://launchpad.net/', [])).toBe(false);
  });
});
