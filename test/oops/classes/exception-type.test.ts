import { describe, expect, it } from 'vitest';
import { isOneOfTypes } from '../../../src/oops/classes/failure-mode.js';

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
