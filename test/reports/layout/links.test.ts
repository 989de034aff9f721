import { describe, expect, it } from 'vitest';
import { bugLink, oopsLink, webAddress } from '../../../src/reports/layout/links.js';

describe('webAddress', () => {
  it.each([
    ['https://launchpad.net/~a b', 'https://launchpad.net/~a%20b'],
    ['HTTP://Launchpad.net', 'http://launchpad.net/'],
    ['javascript:alert(1)', null],
    ['data:text/html,x', null],
    ['//launchpad.net', null],
    ['https://', null],
    [' https://launchpad.net', null],
  ])('of %j', (text, href) => expect(webAddress(text)).toBe(href));
});

describe('oopsLink', () => {
  const oopsUrl = 'https://oops.example.com/{id}?of={id}';

  it('puts the id wherever the address wants it, as a part of an address', () => {
    expect(oopsLink({ oopsUrl }, 'OOPS-1/A&')).toBe(
      'https://oops.example.com/OOPS-1%2FA%26?of=OOPS-1%2FA%26',
    );
  });

  it('has a place for half a character, which no address can hold', () => {
    expect(oopsLink({ oopsUrl: '{id}' }, 'A\ud800')).toBe('A%EF%BF%BD');
  });

  it('names no format where an id ends like a file', () => {
    expect(oopsLink({ oopsUrl: '/oops/{id}' }, 'shop.json')).toBe('/oops/shop%2Ejson');
  });

  it('is none where OOPSes have no page', () => expect(oopsLink({ oopsUrl: null }, 'OOPS-1A1')).toBeNull());
});

it('links a bug by its number', () => {
  expect(bugLink({ bugUrl: 'https://bugs.example.com/{id}' }, 504291)).toBe(
    'https://bugs.example.com/504291',
  );
});
