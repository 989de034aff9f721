import { describe, expect, it } from 'vitest';
import { ROWS } from '../../../bench/truth/rows.js';
import { type Judged, scoreLines, scoreOf } from '../../../bench/truth/score.js';
import { formatLine, formatMarkdown } from '../../../bench/truth/table.js';

type System = Judged['systems'][number];
const system = (isWell: boolean, verdict: string): System => ({
  system: 'web',
  isWell,
  verdict,
  failure: 'failed-as-expected',
  recovery: 'recovered',
});
const outage = (verdict: string, ...systems: System[]): Judged => ({ verdict, systems });
const repeat = (count: number, one: Judged) => Array<Judged>(count).fill(one);

const GREEN = outage('as-expected', system(false, 'as-expected'));
const FOUND = outage('not-as-expected', system(false, 'not-as-expected'));
const OPEN = outage('inconclusive', system(false, 'inconclusive'));
const WELL = outage('as-expected', system(true, 'as-expected'));
const ALARM = outage('not-as-expected', system(true, 'not-as-expected'));

function lineOf(id: string, judged: readonly Judged[], systems = 1) {
  const row = ROWS.find((one) => one.id === id);
  if (!row) throw new Error(`no row ${id}`);
  const variant = { name: '1 system, 500 a day', systems, service: { perDay: 500 } };
  return { row, variant, asked: '40 min' as const, judged };
}

describe('a score', () => {
  it.each([
    { what: 'unwell, called green', one: GREEN, score: { falseGreen: 1, falseAlarm: 0, found: 0 } },
    { what: 'unwell, found', one: FOUND, score: { falseGreen: 0, falseAlarm: 0, found: 1 } },
    { what: 'unwell, left open', one: OPEN, score: { falseGreen: 0, falseAlarm: 0, found: 0 } },
    { what: 'well, called green', one: WELL, score: { falseGreen: 0, falseAlarm: 0, found: 1 } },
    { what: 'well, called bad', one: ALARM, score: { falseGreen: 0, falseAlarm: 1, found: 0 } },
    {
      what: 'one unwell called green, one well called bad',
      one: outage('not-as-expected', system(false, 'as-expected'), system(true, 'not-as-expected')),
      score: { falseGreen: 1, falseAlarm: 1, found: 0 },
    },
    {
      what: 'one of two unwell found',
      one: outage('not-as-expected', system(false, 'inconclusive'), system(false, 'not-as-expected')),
      score: { falseGreen: 0, falseAlarm: 0, found: 0 },
    },
  ])('counts an outage once: $what', ({ one, score }) => {
    expect(scoreOf([one])).toEqual({ outages: 1, ...score });
  });
});

describe('the aims of a line', () => {
  const namesOf = (line: ReturnType<typeof lineOf>) => scoreLines([line])[0]?.aims.map(({ name }) => name);

  it('are no false alarms where all is well', () => {
    expect(namesOf(lineOf('well', [WELL]))).toEqual(['false alarm']);
  });

  it('are no false green where something is wrong, and to find it where the effect is large', () => {
    expect(namesOf(lineOf('not-back-after-slot', [OPEN]))).toEqual(['false green']);
    expect(namesOf(lineOf('broken', [FOUND]))).toEqual(['false green', 'found']);
    expect(namesOf(lineOf('broken', [FOUND], 10))).toEqual(['false green', 'false alarm', 'found']);
  });

  it('are none where the row has none', () => {
    expect(namesOf(lineOf('now-and-then', [GREEN]))).toEqual([]);
  });

  it('are met up to 2 % of false alarms, missed where chance does not explain more', () => {
    const outcome = (alarms: number) =>
      scoreLines([lineOf('well', [...repeat(alarms, ALARM), ...repeat(100 - alarms, WELL)])])[0]?.aims[0];
    expect(outcome(2)).toMatchObject({ misses: 2, outcome: 'met' });
    // P(X ≥ 5 | Binomial(100, 0.02)) is 0.0508, P(X ≥ 6) 0.0155.
    expect(outcome(5)).toMatchObject({ misses: 5, outcome: 'chance' });
    expect(outcome(5)?.pValue).toBeCloseTo(0.0508, 4);
    expect(outcome(6)).toMatchObject({ misses: 6, outcome: 'missed' });
  });

  it('meet a stricter test the more of them a run has', () => {
    const off = lineOf('well', [...repeat(6, ALARM), ...repeat(94, WELL)]);
    const others = Array(9).fill(lineOf('well', repeat(100, WELL)));
    expect(scoreLines([off])[0]?.aims[0]?.outcome).toBe('missed');
    expect(scoreLines([off, ...others])[0]?.aims[0]?.outcome).toBe('chance');
  });

  it('count what was left open as not found', () => {
    const [line] = scoreLines([lineOf('broken', [...repeat(80, FOUND), ...repeat(20, OPEN)])]);
    expect(line?.aims).toMatchObject([
      { name: 'false green', misses: 0, outcome: 'met' },
      { name: 'found', misses: 20, outcome: 'missed' },
    ]);
  });
});

describe('the table', () => {
  const lines = scoreLines([
    lineOf('broken', [...repeat(80, FOUND), ...repeat(20, GREEN)]),
    lineOf('now-and-then', repeat(4, GREEN)),
    { ...lineOf('well', [...repeat(99, WELL), ALARM]) },
  ]);

  it('has a line for a terminal, with the aims that are off', () => {
    expect(lines.map(formatLine)).toEqual([
      'broken              1 system, 500 a day                       40 min        100   20 %      -   80 %  MISSED false green (p = 1.2e-14), MISSED found (p = 1.1e-7)',
      'now-and-then        1 system, 500 a day                       40 min          4  100 %      -    0 %  no aim',
      'well                1 system, 500 a day                       40 min        100      -    1 %   99 %  met',
    ]);
  });

  it('has a line of Markdown for the variants of a row together', () => {
    const more = scoreLines([
      lineOf('well', repeat(100, WELL)),
      lineOf('well', [...repeat(99, WELL), ALARM]),
      lineOf('now-and-then', repeat(4, GREEN)),
    ]);
    expect(formatMarkdown(more)).toBe(
      `| what is true | asked after | outages | false green | false alarm | truth told | aim |
| --- | --- | --- | --- | --- | --- | --- |
| All well | 40 min | 200 |  | 0 % – 1 % | 99 % – 100 % |  |
| One failing request an hour among six ordinary errors | 40 min | 4 | 100 % |  | 0 % | none |
`,
    );
  });
});
