import { describe, expect, it } from 'vitest';
import { isFromHere } from '../../../src/web/session/same-site.js';

const SITE = 'https://oops.example.com';
const HOST = 'oops.example.com';

describe('a form that was sent', () => {
  it.each([
    [{ 'sec-fetch-site': 'same-origin' }, true],
    [{ 'sec-fetch-site': 'none' }, true],
    [{ 'sec-fetch-site': 'same-site', origin: SITE, host: HOST }, false],
    [{ 'sec-fetch-site': 'cross-site', origin: SITE, host: HOST }, false],
    [{ 'sec-fetch-site': '', origin: SITE, host: HOST }, false],
    // Older browsers, and plain HTTP on a network.
    [{ origin: SITE, host: HOST }, true],
    [{ origin: SITE, host: `${HOST}:443` }, true],
    [{ origin: 'http://oops:8700', host: 'oops:8700' }, true],
    [{ origin: 'http://oops:8701', host: 'oops:8700' }, false],
    [{ origin: 'https://evil.example', host: HOST }, false],
    [{ origin: 'https://oops.example.com.evil.example', host: HOST }, false],
    // The proxy has put its own name in the place of ours.
    [{ origin: SITE, host: '127.0.0.1:8700' }, true],
    [{ origin: 'null', host: HOST }, false],
    [{ origin: SITE }, true],
    [{ origin: 'http://x' }, false],
    [{ origin: 'http://x', host: 'a b' }, false],
    [{ host: HOST }, false],
    [{}, false],
  ])('with %j came from here: %s', (headers, isOurs) => expect(isFromHere(headers, SITE)).toBe(isOurs));
});
