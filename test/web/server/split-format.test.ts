import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ADDRESSES, inFormat } from '../../../src/web/addresses.js';
import { PAGE_FORMATS, type PageFormat } from '../../../src/web/page.js';
import { splitFormat } from '../../../src/web/server/split-format.js';

describe('splitFormat', () => {
  it.each<[string, string, PageFormat | null]>([
    ['/', '/', null],
    ['/index.json', '/', 'json'],
    ['/index.json?oopsid=1', '/?oopsid=1', 'json'],
    ['/2011-09-08.json', '/2011-09-08', 'json'],
    ['/query.csv?type=a.json', '/query?type=a.json', 'csv'],
    ['/outages.atom', '/outages', 'atom'],
    ['/oops/a%2Ejson', '/oops/a%2Ejson', null],
    ['/oops/report.exe', '/oops/report.exe', null],
    ['/oops/a.constructor', '/oops/a.constructor', null],
    ['/query?x=/y.json', '/query?x=/y.json', null],
    ['*', '*', null],
  ])('reads %s', (written, address, format) => {
    expect(splitFormat(written)).toEqual({ address, format });
  });

  it('takes off what was put on, whatever an address names', () => {
    const names = fc.string({ minLength: 1, unit: 'binary' });
    const formats = fc.constantFrom(...(Object.keys(PAGE_FORMATS) as PageFormat[]));
    fc.assert(
      fc.property(names, formats, (name, format) => {
        const address = ADDRESSES.outage(name);
        expect(splitFormat(address)).toEqual({ address, format: null });
        expect(splitFormat(inFormat(address, format))).toEqual({ address, format });
        expect(decodeURIComponent(address.slice('/outages/'.length))).toBe(name.toWellFormed());
      }),
    );
  });
});
