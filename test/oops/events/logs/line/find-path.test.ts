import { describe, expect, it } from 'vitest';
import { findPath } from '../../../../../src/oops/events/logs/line/find-path.js';
import type { DocumentObject } from '../../../../../src/oops/formats/document-value.js';

describe('findPath', () => {
  it.each<[DocumentObject, string, string[] | null]>([
    [{ a: 1 }, 'a', ['a']],
    [{ 'a.b': 1 }, 'a.b', ['a.b']],
    [{ a: { b: 1 } }, 'a.b', ['a', 'b']],
    [{ 'a.b': { c: 1 } }, 'a.b.c', ['a.b', 'c']],
    [{ a: { 'b.c': 1 } }, 'a.b.c', ['a', 'b.c']],
    [{ a: { b: { c: 1 } } }, 'a.b.c', ['a', 'b', 'c']],
    [{ a: { b: 2 }, 'a.b': 1 }, 'a.b', ['a.b']],
    [{ 'a.b': null, a: { b: 1 } }, 'a.b', ['a', 'b']],
    [{ 'a.b': { d: 2 }, a: { 'b.c': 1 } }, 'a.b.c', ['a', 'b.c']],
    [{ a: 'text' }, 'a.length', null],
    [{ a: [1] }, 'a.0', null],
    [{ a: null }, 'a', null],
    [{}, 'constructor', null],
    [{ a: {} }, 'a.toString', null],
    [{ '': 1 }, '', null],
  ])('finds in %j by %s the keys %j', (document, path, keys) => {
    expect(findPath(document, path)).toEqual(keys === null ? null : { value: 1, keys });
  });
});
