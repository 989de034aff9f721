import { describe, expect, it } from 'vitest';
import { isLocalReferrer, isRobot, parseUsername, type Username } from '../../src/oops/request.js';

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

describe('isRobot', () => {
  it.each([
    'Mozilla/5.0 (compatible; Yahoo! Slurp; http://help.yahoo.com/help/us/ysearch/slurp)',
    'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
    'msnbot/2.0b (+http://search.msn.com/msnbot.htm)',
    'ia_archiver (+http://www.alexa.com/site/help/webmasters; crawler@alexa.com)',
    'Mozilla/5.0 (compatible; heritrix/1.14.3 +http://archive.org)',
    'Wget/1.12 (linux-gnu)',
    'example/Nutch-1.0',
    'W3C-checklink/4.5 [4.160] libwww-perl/5.823',
    'Yahoo! Slurp',
    'ia_archiver',
    'heritrix',
    'Nutch',
    'W3C-checklink',
  ])('knows %s', (userAgent) => {
    expect(isRobot(userAgent)).toBe(true);
  });

  it.each([
    'Mozilla/5.0 (X11; U; Linux i686; en-US; rv:1.9.2.20) Gecko/20110805 Ubuntu/10.04 (lucid) Firefox/3.6.20',
    'Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1; Trident/4.0)',
    'Opera/9.80 (X11; Linux i686; U; en) Presto/2.9.168 Version/11.51',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/535.1 (KHTML, like Gecko) Chrome/13.0.782.220 Safari/535.1',
    'Mozilla/5.0 (compatible; Konqueror/4.5; Linux) KHTML/4.5.5 (like Gecko)',
    '',
    null,
  ])('takes %s for a person', (userAgent) => {
    expect(isRobot(userAgent)).toBe(false);
  });
});

describe('parseUsername', () => {
  it.each<[text: string, ...parts: (string | null)[]]>([
    ['mark, 42, Mark S, ships', 'mark', '42', 'Mark S', 'ships'],
    ['mark, 42, Mark S, space, and ships', 'mark', '42', 'Mark S', 'space, and ships'],
    ['mark, 42, Mark S, ', 'mark', '42', 'Mark S', null],
    ['mark, 42, Mark S,', 'mark', '42', 'Mark S', null],
    ['mark, 42', 'mark', '42', null, null],
    ['mark', 'mark', null, null, null],
    ['  mark ,  42 ', 'mark', '42', null, null],
    [', 42, , x', null, '42', null, 'x'],
    ['a,b, 42', 'a,b', '42', null, null],
    ['', null, null, null, null],
  ])('reads %j', (text, login, id, displayName, description) => {
    expect(parseUsername(text)).toEqual({ login, id, displayName, description } as Username);
  });
});
