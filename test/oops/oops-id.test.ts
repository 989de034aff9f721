import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dateFromOldId,
  dayNumber,
  normaliseOopsId,
  parseOopsId,
  reporterFromId,
  timeFromFileName,
} from '../../src/oops/oops-id.js';
import { wellFormedText } from '../../src/text/well-formed-text.js';

const MD5 = '68383510f5054932567230492013ce90';
/** An Ubuntu One id's letters, which a serial follows. */
const LETTERS = 'CeCCGJBHEHJCEdABaIIJDCbaJbaAbDce';
const NOON = Date.UTC(2011, 8, 8, 12);

describe('parseOopsId', () => {
  it.each([
    ['OOPS-2077A101', { kind: 'dated', day: 2077, prefix: 'A', serial: '101' }],
    ['oops-2077a101', { kind: 'dated', day: 2077, prefix: 'A', serial: '101' }],
    ['2077A101', { kind: 'dated', day: 2077, prefix: 'A', serial: '101' }],
    ['OOPS-2077CB1SMP12', { kind: 'dated', day: 2077, prefix: 'CB1SMP', serial: '12' }],
    ['OOPS-A0001', { kind: 'dated', day: null, prefix: 'A', serial: '0001' }],
    [
      `OOPS-2034appserverZ${'0a'.repeat(16)}`,
      { kind: 'dated', day: 2034, prefix: 'APPSERVER', serial: '0a'.repeat(16) },
    ],
    [`OOPS-${MD5}`, { kind: 'hash', hash: MD5 }],
    [
      `OOPS-2147appserverZ${LETTERS}175347`,
      { kind: 'dated', day: 2147, prefix: 'APPSERVER', serial: `${LETTERS}175347` },
    ],
    [
      `OOPS-2147lazyzebraZ${LETTERS.toLowerCase()}7`,
      { kind: 'dated', day: 2147, prefix: 'LAZYZEBRA', serial: `${LETTERS.toLowerCase()}7` },
    ],
    [`OOPS-${'0a'.repeat(20)}`, { kind: 'hash', hash: '0a'.repeat(20) }],
    [MD5.toUpperCase(), { kind: 'hash', hash: MD5 }],
    ['OOPS-2077', null],
    ['OOPS-', null],
    ['', null],
    ['OOPS-2077A', null],
    ['OOPS-2077A-101', null],
    ['OOPS-2077\u00c9101', null],
  ])('reads %s', (id, parsed) => {
    expect(parseOopsId(id)).toEqual(parsed);
  });
});

describe('reporterFromId', () => {
  it.each([
    ['OOPS-2077a101', 'A'],
    ['OOPS-2077lpnet1X7', 'LPNET1X'],
    [`OOPS-2034ubuntuoneZ${'7'.repeat(32)}`, 'UBUNTUONE'],
    [`OOPS-2147appserverZ${LETTERS}175347`, 'APPSERVER'],
    [`OOPS-${MD5}`, null],
    [MD5, null],
    ['anything', null],
  ])('finds the reporter of %s', (id, reporter) => {
    expect(reporterFromId(id)).toBe(reporter);
  });
});

describe('dayNumber', () => {
  it.each([
    [Date.UTC(2006, 0, 1), 1],
    [Date.UTC(2006, 0, 1) - 1, 0],
    [Date.UTC(2011, 8, 8), 2077],
    [Date.UTC(2011, 8, 9) - 1, 2077],
    [Date.UTC(2011, 8, 9), 2078],
  ])('counts %d as a moment of its day', (at, day) => {
    expect(dayNumber(at)).toBe(day);
  });
});

describe('dateFromOldId', () => {
  it.each([
    ['OOPS-2077A101', '2011-09-08'],
    ['OOPS-1A1', '2006-01-01'],
    ['OOPS-0A1', null],
    ['OOPS-A1', null],
    [`OOPS-${MD5}`, null],
  ])('finds the date of %s', (id, date) => {
    expect(dateFromOldId(id)).toBe(date);
  });
});

describe('normaliseOopsId', () => {
  it.each([
    ['OOPS-2077A101', ['OOPS-2077A101', '2077A101']],
    ['2077a101', ['2077a101', 'OOPS-2077a101']],
    ['oops-2077A101,', ['oops-2077A101,', 'oops-2077A101', '2077A101']],
    [' (OOPS-2077A101). ', ['(OOPS-2077A101).', 'OOPS-2077A101', '2077A101']],
    ['2011-09-08/A101', ['2011-09-08/A101', 'OOPS-2077A101', '2077A101', 'A101', 'OOPS-A101']],
    ['2011-09-08/2077A101', ['2011-09-08/2077A101', '2077A101', 'OOPS-2077A101']],
    ['2011-09-07/45084.S6', ['2011-09-07/45084.S6', 'OOPS-2076S6', '2076S6', '45084.S6', 'S6', 'OOPS-S6']],
    [
      '2011-09-07/45084.S6.bz2',
      ['2011-09-07/45084.S6.bz2', 'OOPS-2076S6', '2076S6', '45084.S6.bz2', 'S6', 'OOPS-S6'],
    ],
    ['A101', ['A101', 'OOPS-2077A101', '2077A101', 'OOPS-A101']],
    ['oops-a101', ['oops-a101', 'OOPS-2077a101', '2077a101', 'a101']],
    [MD5, [MD5, `OOPS-${MD5}`]],
    [`OOPS-${MD5}`, [`OOPS-${MD5}`, MD5]],
    ['68383510-f505-4932-5672-30492013ce90', ['68383510-f505-4932-5672-30492013ce90', `OOPS-${MD5}`, MD5]],
    ['some-thing', ['some-thing', 'OOPS-some-thing']],
    ['OOPS-some-thing', ['OOPS-some-thing', 'some-thing']],
    ['a\0b', ['a\\x00b', 'OOPS-a\\x00b']],
    ['', []],
    [' ,', [',']],
    ['OOPS-', ['OOPS-']],
  ])('takes %j for', (typed, candidates) => {
    expect(normaliseOopsId(typed, NOON)).toEqual(candidates);
  });

  it('takes what is typed for itself before all else', () => {
    fc.assert(
      fc.property(
        fc.string().map((any) => any.trim()),
        (typed) => {
          expect(normaliseOopsId(typed, NOON)[0] ?? '').toBe(wellFormedText(typed));
        },
      ),
    );
  });
});

describe('timeFromFileName', () => {
  it.each([
    ['2011-09-08', '45084.S6', Date.UTC(2011, 8, 8, 12, 31, 24)],
    ['2011-09-08', '45084.S6.gz', Date.UTC(2011, 8, 8, 12, 31, 24)],
    ['2011-09-08', '00000.A1', Date.UTC(2011, 8, 8)],
    ['2011-09-08', '86399.A1', Date.UTC(2011, 8, 8, 23, 59, 59)],
    ['2011-09-08', '86400.A1', null],
    ['2011-09-08', '4508.S6', null],
    ['2011-09-08', '145084.S6', null],
    ['2011-09-08', '45084', null],
    ['2011-09-08', 'OOPS-68383510f5054932567230492013ce90', null],
    ['2011-02-30', '45084.S6', null],
    ['metadata', '45084.S6', null],
  ])('finds the time of %s/%s', (directoryDate, fileName, time) => {
    expect(timeFromFileName(directoryDate, fileName)).toBe(time);
  });
});
