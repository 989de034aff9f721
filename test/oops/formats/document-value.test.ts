import { describe, expect, it } from 'vitest';
import {
  type DocumentValue,
  isDictionary,
  knownName,
  MAX_DEPTH,
  numberOf,
  plainValue,
  textOf,
  urlOf,
} from '../../../src/oops/formats/document-value.js';
import { ReportError } from '../../../src/oops/formats/report-error.js';

const LATIN_1 = Buffer.from('caf\xe9', 'latin1');

describe('textOf', () => {
  it.each<[DocumentValue, string | null]>([
    ['text', 'text'],
    ['', ''],
    ['a\0b', String.raw`a\x00b`],
    [LATIN_1, String.raw`caf\xe9`],
    [Buffer.from('café'), 'café'],
    [7, '7'],
    [Number.NaN, 'NaN'],
    [2n ** 60n, '1152921504606846976'],
    [false, 'false'],
    [new Date(0), '1970-01-01T00:00:00.000Z'],
    [new Date(Number.NaN), null],
    [null, null],
    [undefined, null],
    [['a', 1, null], '["a",1,null]'],
    [{ a: { b: LATIN_1 } }, String.raw`{"a":{"b":"caf\\xe9"}}`],
  ])('makes of %o the text %j', (value, text) => {
    expect(textOf(value)).toBe(text);
  });
});

describe('urlOf', () => {
  it.each<[DocumentValue, string | null]>([
    [Buffer.from('/caf\xe9', 'latin1'), '/caf%E9'],
    ['/caf\udce9', '/caf%E9'],
    ['/café', '/café'],
    [7, '7'],
    [null, null],
  ])('makes of %o the URL %j', (value, url) => {
    expect(urlOf(value)).toBe(url);
  });
});

describe('knownName', () => {
  it.each([
    ['None', null],
    [' None ', null],
    ['none', 'none'],
    ['Nonesuch', 'Nonesuch'],
    ['', ''],
    [null, null],
  ])('reads %j as %j', (name, known) => {
    expect(knownName(name)).toBe(known);
  });
});

describe('numberOf', () => {
  it.each<[DocumentValue, number | null]>([
    [1.5, 1.5],
    [Number.POSITIVE_INFINITY, null],
    [Number.NaN, null],
    [5n, 5],
    ['5', 5],
    [' -1.5e3 ', -1500],
    ['.5', 0.5],
    ['5.', 5],
    ['+5', 5],
    [Buffer.from('5'), 5],
    ['1e999', null],
    ['', null],
    [' ', null],
    ['0x10', null],
    ['5 s', null],
    ['Infinity', null],
    ['1_000', null],
    [true, null],
    [null, null],
    [undefined, null],
    [[5], null],
    [new Date(5), null],
  ])('reads %o as %j', (value, number) => {
    expect(numberOf(value)).toBe(number);
  });
});

describe('plainValue', () => {
  it.each<[DocumentValue, unknown]>([
    [Number.NEGATIVE_INFINITY, '-Infinity'],
    [5n, 5],
    [-(2n ** 60n), '-1152921504606846976'],
    [undefined, null],
    [new Date(5), '1970-01-01T00:00:00.005Z'],
    [LATIN_1, String.raw`caf\xe9`],
    [
      ['a\0', [undefined]],
      [String.raw`a\x00`, [null]],
    ],
    [{ 'k\0': { d: new Date(Number.NaN) } }, { 'k\\x00': { d: null } }],
  ])('makes of %o what JSON can carry', (value, plain) => {
    expect(plainValue(value)).toEqual(plain);
  });

  it('takes what is nested as deep as may be, and refuses what is nested deeper', () => {
    const nested = (depth: number) =>
      Array.from({ length: depth }).reduce<DocumentValue>((inner) => [inner], 'x');
    expect(JSON.stringify(plainValue(nested(MAX_DEPTH)))).toContain('"x"');
    expect(() => plainValue(nested(MAX_DEPTH + 1))).toThrow(new ReportError('is nested more than 100 deep'));
  });
});

describe('isDictionary', () => {
  it.each<[DocumentValue, boolean]>([
    [{}, true],
    [{ a: 1 }, true],
    [[], false],
    [new Date(0), false],
    [LATIN_1, false],
    [null, false],
    ['{}', false],
  ])('says of %o: %j', (value, expected) => {
    expect(isDictionary(value)).toBe(expected);
  });
});
