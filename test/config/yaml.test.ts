import { describe, expect, it } from 'vitest';
import { readYaml } from '../../src/config/yaml.js';
import { UserError } from '../../src/user-error.js';

describe('readYaml', () => {
  it('leaves every scalar the text that was written', () => {
    expect(readYaml('[1, on, 0x1F, 2011-09-08, null, "a b"]', 'x.yaml').data).toEqual([
      '1',
      'on',
      '0x1F',
      '2011-09-08',
      'null',
      'a b',
    ]);
  });

  it('makes mappings maps, in the order of the file', () => {
    expect(readYaml('b: 1\n10: 2\na: 3', 'x.yaml').data).toEqual(
      new Map([
        ['b', '1'],
        ['10', '2'],
        ['a', '3'],
      ]),
    );
  });

  const document = readYaml(
    '# first\nsystems:\n  web:\n    reporters:\n      - A\n      - B\nalpha: 1\n',
    'x.yaml',
  );

  it.each([
    [['systems'], 2],
    [['systems', 'web'], 3],
    [['systems', 'web', 'reporters', 1], 6],
    [['alpha'], 7],
    [['systems', 'web', 'during'], 3],
    [['unknown'], 2],
    [[], 2],
  ])('tells the line of %j, or of the nearest part above it: %i', (path, line) => {
    expect(document.lineOf(path)).toBe(line);
  });

  it.each([
    ['a: 1\na: 2', 'x.yaml line 2: a is given twice. Keep one of them.'],
    [
      'a: 1\nb: *cron',
      'x.yaml line 2: *cron stands for nothing. A text that begins with * needs quotes, "*" for example.',
    ],
    ['a: *', 'x.yaml line 1: A text that begins with * needs quotes, "*" for example.'],
  ])('refuses %j with the line', (text, message) => {
    expect(() => readYaml(text, 'x.yaml')).toThrow(new UserError(message));
  });
});
