import { describe, expect, it } from 'vitest';
import { systemNotes, worthALookText } from '../../../src/reports/outage/system-notes.js';

describe('systemNotes', () => {
  it('has nothing to say where nothing was thrown away and nothing rose later', () => {
    expect(systemNotes([], null)).toEqual([]);
  });

  it.each([
    [
      1,
      'At least 1 event of it was thrown away before anybody could count: web 1 (queue_overflow). Its counts are the least there were.',
    ],
    [
      12,
      'At least 12 events of it were thrown away before anybody could count: web 12 (queue_overflow). Its counts are the least there were.',
    ],
  ])('says that at least %d were thrown away, by whom and why', (count, note) => {
    expect(systemNotes([{ reporter: 'web', reason: 'queue_overflow', count }], null)).toEqual([note]);
  });

  it('says since when more fails than before, and of what', () => {
    const signatures = [
      { type: 'KeyError', value: "'x'" },
      { type: 'TypeError', value: '' },
    ];
    const rise = { start: '2011-09-08T09:08:17.000Z', afterSeconds: 780, signatures };
    const said =
      'It fails more than before since 09:08:17, 13 min after the end, and did not in between: another cause is likely';
    expect(systemNotes([], rise)).toEqual([`${said} (KeyError: 'x'; TypeError).`]);
    expect(systemNotes([], { ...rise, signatures: [] })).toEqual([`${said}.`]);
  });
});

it.each([
  [
    { type: 'KeyError', of: 'unexpected', count: 3 },
    '3 KeyError in its windows, more than usual (p = 5.0e-4)',
  ],
  [
    { type: null, of: 'unexpected', count: 3 },
    '3 of unknown type in its windows, more than usual (p = 5.0e-4)',
  ],
  [
    { type: null, of: 'not-recovered', count: 1 },
    '1 failed request after the outage, more than before (p = 5.0e-4)',
  ],
  [
    { type: null, of: 'elevated', count: 8 },
    '8 other failures after the outage, more than before (p = 5.0e-4)',
  ],
  [{ type: null, of: 'silent', count: 0 }, 'not heard since the outage (p = 5.0e-4)'],
  [
    { type: null, of: 'partly-silent', count: 2 },
    'a part of it is not heard since the outage (2) (p = 5.0e-4)',
  ],
])('says what is worth a look: %j', (look, text) => {
  expect(worthALookText({ ...look, pValue: 0.0005 })).toBe(text);
});
