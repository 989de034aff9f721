import { describe, expect, it } from 'vitest';
import { requestVariablesFromValue } from '../../../src/oops/formats/report-from-document.js';

describe('requestVariablesFromValue', () => {
  it.each([
    ['nothing', undefined, []],
    ['null', null, []],
    [
      'a dictionary',
      { B: '1', 'a.b': null, c: ['x', 1] },
      [
        ['B', '1'],
        ['a.b', ''],
        ['c', '["x",1]'],
      ],
    ],
    [
      'a list of pairs',
      [
        ['B', '1'],
        ['A', '2'],
      ],
      [
        ['B', '1'],
        ['A', '2'],
      ],
    ],
    ['bytes', [[Buffer.from('B'), Buffer.from('1')]], [['B', '1']]],
    [
      'a name given twice',
      [
        ['A', '1'],
        ['A', '2'],
      ],
      [
        ['A', '1'],
        ['A', '2'],
      ],
    ],
    [
      'a pair of one element',
      [['A'], ['B', '2']],
      [
        ['A', ''],
        ['B', '2'],
      ],
    ],
    [
      'a name in place of a pair',
      ['A', ['B', '2']],
      [
        ['A', ''],
        ['B', '2'],
      ],
    ],
    ['a pair of three elements', [['A', '1', '2']], [['A', '["1","2"]']]],
    ['a pair of nothing', [[], [null, 'x'], ['B', '2']], [['B', '2']]],
    ['a dictionary in place of a pair', [{ A: '1' }], [['A', '1']]],
    ['text', 'A', [['A', '']]],
  ])('reads %s', (_, written, variables) => {
    expect(requestVariablesFromValue(written)).toEqual(variables);
  });
});
