import { describe, expect, it } from 'vitest';
import {
  EXPORT_KEYS,
  isDerivedKey,
  oopsFromExport,
  reportFromExport,
} from '../../src/oops/exported-report.js';
import type { DocumentObject } from '../../src/oops/formats/document-value.js';
import { ReportError } from '../../src/oops/formats/report-error.js';
import type { Oops, OopsReport } from '../../src/oops/oops.js';

describe('reportFromExport', () => {
  it.each<[key: string, dictionaryKey: string, value: string | number | object, field: keyof OopsReport]>([
    ['durationSeconds', 'duration', 1.5, 'durationSeconds'],
    ['requestVariables', 'req_vars', { REQUEST_METHOD: 'GET' }, 'requestVariables'],
    ['traceback', 'tb_text', 'Traceback', 'traceback'],
    ['branchNick', 'branch_nick', 'launchpad', 'branchNick'],
    ['lastOops', 'last_oops', 'OOPS-1A0', 'lastOops'],
  ])('reads %s as it reads %s', (key, dictionaryKey, value, field) => {
    const asShown = reportFromExport({ id: 'OOPS-1A1', [key]: value } as DocumentObject);
    expect(asShown).toEqual(reportFromExport({ id: 'OOPS-1A1', [dictionaryKey]: value } as DocumentObject));
    expect(asShown).not.toEqual(reportFromExport({ id: 'OOPS-1A1' }));
    expect(asShown[field]).not.toBeNull();
    expect(asShown.extra).toEqual({});
  });

  it('takes the name of `show` where a row has both, unless it says nothing', () => {
    expect(reportFromExport({ id: 'A', duration: 1, durationSeconds: 2 }).durationSeconds).toBe(2);
    expect(reportFromExport({ id: 'A', durationSeconds: 2, duration: 1 }).durationSeconds).toBe(2);
    expect(reportFromExport({ id: 'A', duration: 1, durationSeconds: null }).durationSeconds).toBe(1);
  });

  it.each<[string, DocumentObject, OopsReport['timeline']]>([
    [
      'of show, with named parts',
      { start: 1, end: 5, category: 'SQL-main', detail: 'SELECT 1' },
      [{ start: 1, end: 5, category: 'SQL-main', detail: 'SELECT 1' }],
    ],
    [
      'of show, with a backtrace',
      { start: 1, end: 5, category: null, detail: 'x', backtrace: 'File y' },
      [{ start: 1, end: 5, category: null, detail: 'x', backtrace: 'File y' }],
    ],
    [
      'of show, with nothing but its detail',
      { detail: 'x' },
      [{ start: 0, end: 0, category: null, detail: 'x' }],
    ],
    [
      'of neither kind',
      { statement: 'x' },
      [{ start: 0, end: 0, category: 'badtimeline', detail: '{"statement":"x"}' }],
    ],
  ])('reads a row of the timeline %s', (_, row, timeline) => {
    expect(reportFromExport({ id: 'A', timeline: [row] }).timeline).toEqual(timeline);
  });

  it('reads the timeline of the report dictionary', () => {
    const timeline = [{ start: 1, end: 5, category: 'c', detail: 'd' }];
    expect(reportFromExport({ id: 'A', timeline: [[1, 5, 'c', 'd']] }).timeline).toEqual(timeline);
  });

  it('reads by how much the clock of its sender was off', () => {
    expect(reportFromExport({ id: 'A', clockOffsetSeconds: -12.3 }).clockOffset).toBe(-12_300);
    expect(reportFromExport({ id: 'A', clockOffsetSeconds: 'odd' }).clockOffset).toBeNull();
  });

  it('keeps in `extra` what it does not know, and what was there', () => {
    const row = { id: 'A', colour: 'red', extra: { flags: { a: 1 } } };
    expect(reportFromExport(row).extra).toEqual({ flags: { a: 1 }, colour: 'red' });
    expect(reportFromExport({ id: 'A', extra: 'odd' }).extra).toEqual({ extra: 'odd' });
    expect(reportFromExport({ id: 'A', extra: null }).extra).toEqual({});
  });

  it('takes over nothing that follows from the rest', () => {
    const row = {
      id: 'A',
      system: 'b',
      signature: {},
      attribution: {},
      path: '/x',
      copies: 3,
      method: 'GET',
    };
    expect(reportFromExport(row)).toEqual(reportFromExport({ id: 'A' }));
  });

  it.each(['toString', '__proto__', 'constructor'])(
    'takes a key called %s for one it does not know',
    (key) => {
      const row = JSON.parse(`{"id": "A", "${key}": "x"}`) as DocumentObject;
      expect(Object.entries(reportFromExport(row).extra)).toEqual([[key, 'x']]);
    },
  );

  it.each([{}, { id: ' ' }, { id: null }])('refuses %j, which has no id', (row) => {
    expect(() => reportFromExport(row)).toThrow(new ReportError('no id'));
  });
});

describe('oopsFromExport', () => {
  const written = {
    id: 'OOPS-1A1',
    duration: 1,
    req_vars: { REQUEST_METHOD: 'post', HTTP_USER_AGENT: 'curl', HTTP_REFERER: 'https://a.example/' },
    timeline: [[0, 5, 'SQL', 'SELECT 1']],
  };

  it.each<[key: keyof Oops, given: string | number, kept: string | number, otherwise: string | number]>([
    ['method', 'get', 'GET', 'POST'],
    ['userAgent', 'Opera', 'Opera', 'curl'],
    ['referrer', 'https://b.example/', 'https://b.example/', 'https://a.example/'],
    ['totalMilliseconds', 7, 7, 1000],
    ['statementsCount', 0, 0, 1],
    ['mostExpensiveStatement', 'SELECT 2', 'SELECT 2', 'SELECT $INT'],
  ])('takes %s from the row, where it names it', (key, given, kept, otherwise) => {
    expect(oopsFromExport({ ...written, [key]: given })[key]).toBe(kept);
    expect(oopsFromExport(written)[key]).toBe(otherwise);
    expect(oopsFromExport({ ...written, [key]: null })[key]).toBe(otherwise);
  });

  it.each([-1, 1.5, 'many', Number.NaN])('takes %j for no number of statements', (statementsCount) => {
    expect(oopsFromExport({ ...written, statementsCount }).statementsCount).toBe(1);
  });

  it('keeps no statement of an OOPS whose statement is not kept, though the row names one', () => {
    const row = { ...written, mostExpensiveStatement: 'SELECT 2' };
    expect(oopsFromExport(row, () => false).mostExpensiveStatement).toBeNull();
  });
});

describe('EXPORT_KEYS', () => {
  it('has both names of a key, each once, and none that is worked out', () => {
    expect(EXPORT_KEYS).toEqual(
      expect.arrayContaining(['id', 'durationSeconds', 'duration', 'method', 'extra']),
    );
    expect(new Set(EXPORT_KEYS).size).toBe(EXPORT_KEYS.length);
    expect(EXPORT_KEYS.filter(isDerivedKey)).toEqual([]);
  });
});
