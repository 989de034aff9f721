import { describe, expect, it } from 'vitest';
import { readKeys } from '../../../../src/questions/keys.js';
import { type Question, selectedColumns } from '../../../../src/questions/question.js';
import { readTextQuery } from '../../../../src/questions/text-query.js';
import { buildQuery, orderOfGroups } from '../../../../src/store/sqlite/answer/build-query.js';

const LIST: Question = {
  ...{ from: null, to: null, filters: [], text: null, groupBy: null, distinct: [], sort: null, limit: 10 },
  columns: readKeys('--columns', 'id,type'),
};
const GROUPS: Question = { ...LIST, columns: null, groupBy: readKeys('--group-by', 'type,system') };

describe('buildQuery', () => {
  it('asks for one row more than is wanted, the newest first', () => {
    expect(buildQuery({ ...LIST, from: 5, to: 9 })).toEqual({
      sql: [
        'SELECT id AS "id", type AS "type"',
        'FROM oops',
        'WHERE time_ms >= @p0 AND time_ms < @p1',
        'ORDER BY time_ms DESC, id',
        'LIMIT @p2',
      ].join('\n'),
      parameters: { p0: 5, p1: 9, p2: 11 },
      columns: ['id', 'type'],
    });
  });

  it('asks no more for the time of what was found already', () => {
    const { sql, parameters } = buildQuery({ ...LIST, from: 5, to: 9 }, { isFound: true });
    expect(sql).toContain('WHERE seq IN (SELECT seq FROM temp.found)\nORDER BY +time_ms DESC, id\n');
    expect(parameters).toEqual({ p0: 11 });
  });

  it('puts first what matches a text best, then the newest', () => {
    const { sql } = buildQuery({ ...LIST, text: readTextQuery('--text', 'x') }, { isFound: true });
    expect(sql).toContain('f.seq = oops.seq) DESC, +time_ms DESC, id\n');
  });

  it('counts groups by all of their keys', () => {
    const { sql, columns } = buildQuery({ ...GROUPS, distinct: readKeys('--distinct', 'user') });
    expect(columns).toEqual(['type', 'system', 'count', 'suppressed_count', 'distinct_user']);
    expect(sql).toContain('count(*) AS "count", ifnull(sum(is_suppressed), 0) AS "suppressed_count"');
    expect(sql).toContain('count(DISTINCT username) AS "distinct_user"');
    expect(sql).toContain('GROUP BY 1, 2\nORDER BY 3 DESC, 1, 2\n');
  });

  it('sorts by a column, and what is equal in it by time and id', () => {
    const order = (sort: string, columns = 'id,type,time') =>
      /ORDER BY (.*)/.exec(buildQuery({ ...LIST, columns: readKeys('--columns', columns), sort }).sql)?.[1];
    expect(order('-type')).toBe('2 DESC, time_ms, id');
    expect(order('id')).toBe('1, time_ms');
    expect(order('-time')).toBe('time_ms DESC, id');
  });
});

it.each([
  [null, '3 DESC, 1, 2'],
  ['system', '2, 1'],
  ['-type', '1 DESC, 2'],
  ['-suppressed_count', '4 DESC, 1, 2'],
])('orders groups by %s, then by their keys', (sort, order) => {
  const question = { ...GROUPS, sort };
  expect(orderOfGroups(question, selectedColumns(question))).toBe(order);
});

it('orders groups of time by time', () => {
  const question = { ...GROUPS, groupBy: readKeys('--group-by', 'hour') };
  expect(orderOfGroups(question, selectedColumns(question))).toBe('1');
});
