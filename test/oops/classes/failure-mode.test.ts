import { describe, expect, it } from 'vitest';
import {
  createFailureModeMatcher,
  isOneOfTypes,
  matchFailureMode,
} from '../../../src/oops/classes/failure-mode.js';

describe('isOneOfTypes', () => {
  it.each([
    [['NotFound'], 'NotFound', true],
    [['GoneError', 'NotFound'], 'NotFound', true],
    [['NotFound'], 'NotFoundError', false],
    [['NotFound'], 'notfound', false],
    [['Unicode*Error'], 'UnicodeDecodeError', true],
    [['Unicode*Error'], 'UnicodeError', true],
    [['Unicode*Error'], 'UnicodeDecodeErrors', false],
    [['E?'], 'E1', true],
    [['E?'], 'E', false],
    [[''], '', true],
    [['NotFound'], '', false],
    [[], 'NotFound', false],
  ])('%j, %j: %j', (names, type, expected) => {
    expect(isOneOfTypes(names, type)).toBe(expected);
  });
});

describe('matchFailureMode', () => {
  const modes = [
    { type: 'TimeoutError', value: /database/ },
    { type: 'Soft*' },
    { type: 'TimeoutError', value: /queue/ },
  ];

  it.each([
    ['TimeoutError', 'the database is slow', 0],
    ['TimeoutError', 'the queue is long', 2],
    ['TimeoutError', 'anything', -1],
    ['TimeoutError', null, -1],
    ['SoftRequestTimeout', null, 1],
    ['soft', 'database', -1],
    [null, 'database', -1],
  ])('finds for %s: %j the first that matches type and value', (type, value, index) => {
    expect(matchFailureMode(modes, type, value)).toBe(modes[index]);
    expect(createFailureModeMatcher(modes).hasType(type)).toBe(type !== null && type !== 'soft');
  });
});
