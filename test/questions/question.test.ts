import { beforeAll, describe, expect, it } from 'vitest';
import type { Filter, FilterName } from '../../src/questions/filters.js';
import { KEY_NAMES, readKeys } from '../../src/questions/keys.js';
import { checkQuestion, type Question } from '../../src/questions/question.js';
import { askOopses } from '../../src/store/sqlite/answer/answer.js';
import { buildQuery } from '../../src/store/sqlite/answer/build-query.js';
import type { Db } from '../../src/store/sqlite/db.js';
import { UserError } from '../../src/user-error.js';
import { loadIncident } from '../support/load-incident.js';
import { refreshAttributions } from '../support/refresh-attributions.js';

const ALL: Question = {
  from: null,
  to: null,
  filters: [],
  text: null,
  groupBy: null,
  distinct: [],
  columns: null,
  sort: null,
  limit: 1000,
};

let db: Db;

beforeAll(async () => {
  const incident = loadIncident();
  db = incident.db;
  await refreshAttributions(db, incident.config);
});

function ask(question: Partial<Question>) {
  return askOopses(db, { ...ALL, ...question });
}

function filter(name: FilterName, ...values: string[]): Filter {
  return { name, values, negated: false };
}

function count(...filters: Filter[]): number {
  return Number(ask({ filters, groupBy: [] }).rows[0]?.[0]);
}

/** The same, counted in SQL that is written here. */
function countWhere(condition: string): number {
  return Number(db.prepare(`SELECT count(*) FROM oops WHERE ${condition}`).pluck().get());
}

describe('filters', () => {
  it.each<[FilterName, string[], string]>([
    ['system', ['AppServers'], "system = 'appservers'"],
    ['system', ['appservers', 'blog'], "system IN ('appservers', 'blog')"],
    ['reporter', ['XML*'], "reporter LIKE 'XML%'"],
    ['type', ['*Error'], "type LIKE '%Error'"],
    ['value', ['^Bug #\\d+'], "value LIKE 'Bug #%'"],
    ['signature', ['DisconnectionError: *'], "signature_type = 'DisconnectionError'"],
    ['signature', ['1'], 'signature_id = 1'],
    ['class', ['time-outs'], "class = 'time-outs'"],
    ['topic', ['*:+index'], "topic LIKE '%:+index'"],
    ['url', ['https://*'], "url LIKE 'https://%'"],
    ['url', ['*_*'], "instr(url, '_') > 0"],
    ['user', [''], "username IS NULL OR username = ''"],
    ['method', ['post'], "method = 'POST'"],
    ['robots', ['only'], 'is_bot = 1'],
    ['robots', ['no'], 'is_bot = 0'],
    ['branch', [''], 'branch IS NULL'],
    ['revision', [''], 'revno IS NULL'],
    ['statements', ['>10'], 'statements_count > 10'],
    ['statements', ['>=1', '<= 10'], 'statements_count BETWEEN 1 AND 10'],
    ['statements', ['0'], 'statements_count = 0'],
    ['duration', ['<0.5'], 'duration_seconds < 0.5'],
    ['outage', ['any'], 'outage IS NOT NULL'],
    ['outage', ['none'], 'outage IS NULL'],
    ['outage', ['fdt-2011-09*'], "outage = 'fdt-2011-09-08'"],
    ['phase', ['downtime'], "phase = 'downtime'"],
    ['relation', ['recovery'], "relation = 'recovery'"],
    ['disposition', ['unexpected', 'background'], "disposition IN ('unexpected', 'background')"],
    ['suppressed', ['only'], 'is_suppressed = 1'],
  ])('%s %j finds what it says, and its opposite all else', (name, values, condition) => {
    const found = count(filter(name, ...values));
    expect(found).toBe(countWhere(condition));
    expect(found).toBeLessThan(620);
    expect(count({ name, values, negated: true })).toBe(620 - found);
  });

  it('finds something with every one of them that the incident has', () => {
    expect(count(filter('relation', 'recovery'))).toBe(4);
    expect(count(filter('disposition', 'unexpected'))).toBe(3);
    expect(count(filter('outage', 'fdt-2011-09-08'))).toBe(354);
  });

  it('are all to be met', () => {
    expect(
      count(filter('outage', 'any'), filter('system', 'appservers'), filter('disposition', 'expected')),
    ).toBe(208);
  });

  it('take text as text, whatever it holds', () => {
    expect(count(filter('type', "x' OR 1=1 --"))).toBe(0);
    expect(count(filter('url', '%'))).toBe(0);
  });

  it.each<[FilterName, string, string]>([
    ['value', '(', '--value ( cannot be searched for: `(`: missing closing ).'],
    ['statements', 'many', "--statements many is no amount. Write it as '>100', '<=5' or '0', in quotes."],
    ['phase', 'down', '--phase down is unknown. Did you mean downtime?'],
    ['robots', 'some', '--robots some is unknown. Choose yes, no or only.'],
  ])('refuse %s %s', (name, value, message) => {
    expect(() => checkQuestion({ ...ALL, filters: [filter(name, value)] })).toThrow(new UserError(message));
  });

  it('have an index for time and signature', () => {
    const plan = (question: Partial<Question>) => {
      const { sql, parameters } = buildQuery({ ...ALL, ...question });
      const steps = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(parameters) as { detail: string }[];
      return steps.map(({ detail }) => detail).filter((detail) => detail.includes('stored_oops_by'));
    };
    expect(plan({ from: 1, to: 2 })).toEqual([
      'SEARCH o USING INDEX stored_oops_by_time (time>? AND time<?)',
    ]);
    expect(plan({ filters: [filter('signature', 'KeyError*')] })[0]).toContain(
      'stored_oops_by_signature (signature_id=?',
    );
  });
});

describe('groups', () => {
  it.each(KEY_NAMES.map((name) => [name]))('by %s add up to all', (name) => {
    const { rows, truncated } = ask({ groupBy: readKeys('--group-by', name) });
    expect(truncated).toBe(false);
    expect(rows.reduce((sum, [, amount]) => sum + Number(amount), 0)).toBe(620);
  });

  it('come most frequent first, with what the normal report leaves out beside', () => {
    expect(ask({ groupBy: readKeys('--group-by', 'outage,disposition'), limit: 2 })).toEqual({
      columns: ['outage', 'disposition', 'count', 'suppressed_count'],
      rows: [
        ['fdt-2011-09-08', 'expected', 348, 348],
        [null, null, 266, 0],
      ],
      truncated: true,
    });
  });

  it('of time come in its order', () => {
    const { rows } = ask({ groupBy: readKeys('--group-by', 'hour') });
    const hours = rows.map(([hour]) => String(hour));
    expect(hours).toEqual([...hours].sort());
    expect(hours[0]).toBe('2011-09-07 08:00');
  });

  it('count different values', () => {
    const { columns, rows } = ask({ groupBy: [], distinct: readKeys('--distinct', 'user,url') });
    expect(columns).toEqual(['count', 'suppressed_count', 'distinct_user', 'distinct_url']);
    const distinct = db.prepare('SELECT count(DISTINCT username), count(DISTINCT url) FROM oops').raw().get();
    expect(rows).toEqual([[620, 354, ...(distinct as number[])]]);
  });

  it('count nothing as nothing', () => {
    expect(ask({ groupBy: [], to: 0 }).rows).toEqual([[0, 0]]);
  });
});

describe('lists', () => {
  it('have the newest first, and take in the start and not the end', () => {
    const times = ask({ columns: readKeys('--columns', 'time_ms') }).rows.map(Number);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    const [second, first] = times.slice(-2);
    expect(ask({ from: first ?? 0, to: second ?? 0 }).rows).toHaveLength(1);
  });

  it.each(['-time', '-id', 'type'])('can be sorted by %s', (sort) => {
    const name = sort.replace('-', '');
    const values = ask({ sort, columns: readKeys('--columns', name) }).rows.map(([value]) =>
      String(value ?? ''),
    );
    const sorted = [...values].sort();
    expect(values).toEqual(sort.startsWith('-') ? sorted.reverse() : sorted);
  });

  it('refuse to be sorted by what they do not show', () => {
    expect(() => ask({ sort: '-count', columns: readKeys('--columns', 'id') })).toThrow(
      new UserError('--sort count is no column of this answer. Choose from id.'),
    );
  });
});
