import { describe, expect, it } from 'vitest';
import { isRobot } from '../../src/oops/request.js';

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
