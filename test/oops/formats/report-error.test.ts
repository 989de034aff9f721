import { describe, expect, it } from 'vitest';
import {
  formatSize,
  messageOf,
  noReport,
  ReportError,
  unpacksTooLarge,
} from '../../../src/oops/formats/report-error.js';

describe('formatSize', () => {
  it.each([
    [0, '0 bytes'],
    [1024 * 1024 - 1, '1048575 bytes'],
    [1024 * 1024, '1 MB'],
    [1.55 * 1024 * 1024, '1.6 MB'],
    [64 * 1024 * 1024, '64 MB'],
  ])('writes %d as %j', (bytes, text) => {
    expect(formatSize(bytes)).toBe(text);
  });
});

describe('messageOf', () => {
  it.each([
    [new RangeError('too long'), 'too long'],
    ['a text', 'a text'],
    [undefined, 'undefined'],
  ])('says what %o says', (thrown, message) => {
    expect(messageOf(thrown)).toBe(message);
  });
});

it('refuses in words that read well after a path', () => {
  expect(noReport('x')).toEqual(new ReportError('is neither BSON nor text: x'));
  expect(unpacksTooLarge({ unpackedBytes: 1000 })).toEqual(
    new ReportError('unpacks to more than 1000 bytes'),
  );
  expect(noReport('x').name).toBe('ReportError');
});
