import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attributesFrom, valueFrom } from '../../../../src/oops/events/otlp/any-value.js';
import type { DocumentObject, DocumentValue } from '../../../../src/oops/formats/document-value.js';

describe('valueFrom', () => {
  it.each<[DocumentValue, DocumentValue]>([
    [{ stringValue: '' }, ''],
    [{ boolValue: false }, false],
    [{ intValue: '-5' }, -5],
    [{ intValue: 5 }, 5],
    [{ intValue: '9223372036854775807' }, '9223372036854775807'],
    [{ doubleValue: 0.5 }, 0.5],
    [{ doubleValue: 'NaN' }, 'NaN'],
    [{ bytesValue: 'AQI=' }, Buffer.from([1, 2])],
    [{ arrayValue: {} }, []],
    [{ kvlistValue: { values: [{ key: 'a', value: {} }, { key: 7 }, null] } }, { a: null }],
    [{}, null],
    ['plain', 'plain'],
    [{ other: 1 }, { other: 1 }],
    [{ array_value: { values: [{ int_value: '1' }] } }, [1]],
  ])('reads %j', (value, expected) => {
    expect(valueFrom(value)).toEqual(expected);
  });

  it('gives back any value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        expect(valueFrom(written(value))).toEqual(value);
      }),
    );
  });

  /** A value of JSON as the protocol writes it. */
  function written(value: unknown): DocumentObject {
    if (value === null) return {};
    if (typeof value === 'string') return { stringValue: value };
    if (typeof value === 'boolean') return { boolValue: value };
    if (typeof value === 'number') {
      return Number.isSafeInteger(value) && !Object.is(value, -0)
        ? { intValue: `${value}` }
        : { doubleValue: value };
    }
    if (Array.isArray(value)) return { arrayValue: { values: value.map(written) } };
    const pairs = Object.entries(value as object).map(([key, child]) => ({ key, value: written(child) }));
    return { kvlistValue: { values: pairs } };
  }
});

describe('attributesFrom', () => {
  it('reads keys and values, or a dictionary of values', () => {
    expect(attributesFrom({ attributes: [{ key: 'a', value: { intValue: '1' } }] })).toEqual({ a: 1 });
    expect(attributesFrom({ attributes: { a: { intValue: '1' }, b: 'plain' } })).toEqual({
      a: 1,
      b: 'plain',
    });
    expect(attributesFrom({})).toEqual({});
  });
});
