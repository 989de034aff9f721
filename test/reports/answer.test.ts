import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer, Value } from '../../src/questions/question.js';
import { ANSWER_OUTPUTS, type AnswerFormat } from '../../src/reports/answer.js';

const MEGABYTE = 'x'.repeat(1_000_000);

function render(answer: Partial<Answer>, format: AnswerFormat, width: number | null = null): string {
  const whole = { columns: ['a', 'b'], rows: [], truncated: false, ...answer };
  return [...ANSWER_OUTPUTS[format].render(whole, { width })].join('');
}

describe('an answer', () => {
  it.each([
    [null, 1100],
    [80, 80],
    [1, 1],
  ])('cuts cells of megabytes in a table for a terminal of %s columns', (width, longest) => {
    const rows = Array.from({ length: 1000 }, (): Value[] => [MEGABYTE, 1]);
    for (const line of render({ rows }, 'table', width).split('\n'))
      expect(line.length).toBeLessThanOrEqual(longest);
  });

  it('says how much of a cell there was', () => {
    const table = render({ rows: [[MEGABYTE, 1]] }, 'table');
    expect(table).toContain('xxx... (of 1000000 characters)');
    expect(render({ rows: [[MEGABYTE, 1]] }, 'markdown')).toContain('xxx... (of 1000000 characters)');
  });

  it('hands on rows one by one, so that the whole may be longer than a string can be', () => {
    const rows = Array.from({ length: 3 }, (): Value[] => [MEGABYTE, 1]);
    const answer = { columns: ['a', 'b'], rows, truncated: false };
    for (const { render } of [ANSWER_OUTPUTS.csv, ANSWER_OUTPUTS.ndjson, ANSWER_OUTPUTS.json]) {
      const lengths = [...render(answer)].map(({ length }) => length);
      expect(lengths.filter((length) => length > MEGABYTE.length)).toHaveLength(3);
      expect(Math.max(...lengths)).toBeLessThan(1.1 * MEGABYTE.length);
    }
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['@x', "'@x"],
    ['-2+3', "'-2+3"],
    ['-2', '-2'],
    ['+49.5', '+49.5'],
    [-2, '-2'],
    [null, ''],
    ['\u001b[2J', '\\x1b[2J'],
  ])('writes %j into CSV as %s', (value, cell) => {
    expect(render({ columns: ['=a'], rows: [[value]] }, 'csv')).toBe(`'=a\r\n${cell}\r\n`);
  });

  const value = fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.constant(null));
  const answers = fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 4 }).chain((columns) =>
    fc.record({
      columns: fc.constant(columns),
      rows: fc.array(fc.array(value, { minLength: columns.length, maxLength: columns.length })),
      truncated: fc.boolean(),
    }),
  );

  it('writes the JSON of the answer', () => {
    fc.assert(
      fc.property(answers, (answer) => {
        const json = render(answer, 'json');
        expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(answer)));
        expect(json.split('\n')).toHaveLength(JSON.stringify(answer, null, 2).split('\n').length + 1);
      }),
    );
  });

  it('writes CSV with a cell for each value, and a Markdown table with as many bars in each line', () => {
    fc.assert(
      fc.property(answers, (answer) => {
        const csv: string[][] = parse(render(answer, 'csv'), { record_delimiter: '\r\n' });
        expect(csv).toHaveLength(answer.rows.length + 1);
        const lines = render({ ...answer, truncated: false }, 'markdown')
          .trimEnd()
          .split('\n');
        expect(lines).toHaveLength(answer.rows.length + 2);
        for (const line of lines)
          expect(line.match(/(?<!\\)(?:\\\\)*\|/g)).toHaveLength(answer.columns.length + 1);
      }),
    );
  });
});

describe('a table on a terminal', () => {
  const TIME = '2026-11-18T09:00:02.123Z';
  const columns = ['time', 'type', 'value', 'system', 'id'];
  const rows = [
    [TIME, 'com.example.db.ConnectionLostException', 'x'.repeat(100), 'api', `OOPS-${'1'.repeat(32)}`],
  ];

  it('shows time, type and value in 80 columns', () => {
    expect(render({ columns, rows }, 'table', 80)).toBe(
      [
        'TIME                      TYPE                      VALUE                     SY...',
        `${TIME}  com.example.db.Connec...  ${'x'.repeat(21)}...  ap...`,
        '',
      ]
        .map((line) => (line.length > 80 ? `${line.slice(0, 77)}...` : line))
        .join('\n'),
    );
  });

  it('cuts the longest cells only as far as it must', () => {
    const [, line = ''] = render({ columns, rows }, 'table', 160).split('\n');
    expect(line).toHaveLength(160);
    expect(line).toMatch(/Exception {2}x{44}\.\.\. {2}api +OOPS-1{32}$/);
  });

  it('cuts nothing where there is no terminal', () => {
    expect(render({ columns, rows }, 'table')).toContain('x'.repeat(100));
  });
});
