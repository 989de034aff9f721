import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesOfElements } from '../../../../src/outages/window-log/json-document/lines-of-elements.js';

describe('the lines of the elements of a list', () => {
  it.each<[string, string[], number[]]>([
    ['[]', [], []],
    ['[1, "a",\n{"b": [2,\n3]},\n[4], null]', [], [1, 1, 2, 4, 4]],
    ['{"a": [\n1,\n2]}', ['a'], [2, 3]],
    ['{"x": [1, 2],\n"a": {"x": [9],\n"b": [3]}}', ['a', 'b'], [3]],
    ['{"a": [[\n1], {"a": [2]}]}', ['a'], [1, 2]],
    ['{"a": [1, 1],\n"a": [2]}', ['a'], [2]],
    ['{"q\\"uote": "[1, {", "\\u0061":\n["]", "}"]}', ['a'], [2, 2]],
    ['{"a": {"b": 1}}', ['a'], []],
  ])('of %j at %j are %j', (text, path, lines) => {
    expect(linesOfElements(text, path)).toEqual(lines);
  });

  it('are those on which elements were put, whatever they are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.jsonValue({ maxDepth: 3 }), fc.nat({ max: 3 }))),
        fc.jsonValue({ maxDepth: 3 }),
        (elements, other) => {
          let line = 2;
          const expected: number[] = [];
          const list = elements.map(([element, breaks]) => {
            line += breaks;
            expected.push(line);
            const text = JSON.stringify(element, null, 2);
            line += text.split('\n').length - 1;
            return `${'\n'.repeat(breaks)}${text}`;
          });
          const text = `{"other": ${JSON.stringify(other)},\n"list": [${list.join(',')}]}`;
          expect(linesOfElements(text, ['list'])).toEqual(expected);
        },
      ),
    );
  });
});
