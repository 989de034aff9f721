import { describe, expect, it } from 'vitest';
import { QUESTION_NAMES, readQuestion } from '../../src/questions/read-question.js';

const NOW = Date.parse('2011-09-09T06:00Z');
const read = (given: Readonly<Record<string, readonly string[]>>) =>
  readQuestion((name) => given[name] ?? [], NOW);

describe('readQuestion', () => {
  it('reads no words as a list of the newest hundred', () => {
    expect(read({})).toEqual({
      ...{ from: null, to: null, filters: [], text: null, groupBy: null, distinct: [], columns: null },
      ...{ sort: null, limit: 100, isTop: false },
    });
  });

  it('reads filters and their opposites with all their values, and of other names the last', () => {
    expect(
      read({ type: ['KeyError', 'TypeError'], 'not-user': ['mark'], limit: ['5', '7'], from: ['-1h'] }),
    ).toMatchObject({
      from: NOW - 3_600_000,
      filters: [
        { name: 'type', values: ['KeyError', 'TypeError'], negated: false },
        { name: 'user', values: ['mark'], negated: true },
      ],
      limit: 7,
    });
  });

  it('takes the most frequent groups for all that was asked for', () => {
    const question = read({ top: ['3'], 'group-by': ['type'] });
    expect(question).toMatchObject({ isTop: true, limit: 3, sort: '-count' });
  });

  it.each([
    [{ columns: ['id'], count: ['yes'] }, /^--columns is for a list/],
    [{ top: ['3'] }, /^--top is for groups/],
    [{ limit: ['many'] }, /^--limit many is no number of rows/],
    [{ class: ['timeouts'] }, /^--class timeouts is unknown. Did you mean time-outs/],
    [{ sort: ['urls'] }, /^--sort urls is no column of this answer/],
    [{ text: ['"open'] }, /^--text "open: a quotation mark is not closed/],
  ])('refuses %j before anything is asked', (given, message) => {
    expect(() => read(given)).toThrow(message);
  });

  it('has names for every filter and its opposite', () => {
    expect(QUESTION_NAMES).toEqual(expect.arrayContaining(['from', 'type', 'not-type', 'group-by', 'text']));
  });
});
