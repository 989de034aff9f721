import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type OutageWindow, windowKey } from '../../../../src/outages/window.js';
import { printCalendar } from '../../../../src/outages/window-log/calendar/event-window.js';
import { parseCalendar } from '../../../../src/outages/window-log/calendar/parse-calendar.js';
import { anyWindow } from '../../../support/arbitrary-windows.js';

const UNTIL = Date.UTC(2012, 0, 1);

/** A calendar with one event of the given lines, after a UID. */
function calendar(...lines: string[]): string {
  return wrap(...event(...lines));
}

function event(...lines: string[]): string[] {
  return ['BEGIN:VEVENT', 'UID:e1', ...lines, 'END:VEVENT'];
}

function wrap(...lines: string[]): string {
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', ...lines, 'END:VCALENDAR', ''].join('\r\n');
}

function read(text: string, more: { zone?: string; knownSystems?: ReadonlySet<string> } = {}) {
  return parseCalendar(text, { file: 'plan.ics', knownSystems: null, until: UNTIL, ...more });
}

/** The starts that a calendar gives, in UTC without what all of them share. */
function starts(text: string, zone?: string): string[] {
  const { windows, refused } = read(text, zone ? { zone } : {});
  expect(refused).toEqual([]);
  return windows.map(({ window }) => iso(window.start));
}

function iso(at: number | null): string {
  return at === null ? 'open' : new Date(at).toISOString().replace(':00.000Z', 'Z');
}

describe('an event', () => {
  it('is a window, with its title and systems', () => {
    const text = calendar(
      'DTSTART:20110908T085305Z',
      'DTEND:20110908T085517Z',
      'SUMMARY:Fast downtime\\, trial',
      '  run',
      'CATEGORIES:soyuz,blog',
      'CATEGORIES:Appservers',
    );
    expect(read(text)).toEqual({
      windows: [
        {
          line: 4,
          window: {
            outage: 'e1',
            phase: 'downtime',
            systems: ['Appservers', 'blog', 'soyuz'],
            start: Date.UTC(2011, 8, 8, 8, 53, 5),
            end: Date.UTC(2011, 8, 8, 8, 55, 17),
            title: 'Fast downtime, trial run',
            budgetSeconds: null,
            isPlanned: true,
            source: 'plan.ics',
          },
        },
      ],
      refused: [],
      remarks: [],
      calledOff: { cancelled: [], complete: ['e1'] },
    });
  });

  it.each([
    [
      'with an end in another zone',
      ['DTSTART:20110908T085300Z', 'DTEND;TZID=Europe/London:20110908T100000'],
      '2011-09-08T09:00Z',
    ],
    ['with a duration', ['DTSTART:20110908T085300Z', 'DURATION:PT7M'], '2011-09-08T09:00Z'],
    [
      'with a duration in days, which are those of the calendar',
      ['DTSTART;TZID=Europe/London:20111029T120000', 'DURATION:P1D'],
      '2011-10-30T12:00Z',
    ],
    [
      'with a duration in hours, which are those of a stopwatch',
      ['DTSTART;TZID=Europe/London:20111029T120000', 'DURATION:PT24H'],
      '2011-10-30T11:00Z',
    ],
    [
      'with a duration in weeks and a sign',
      ['DTSTART:20110908T085300Z', 'DURATION:+P1W'],
      '2011-09-15T08:53Z',
    ],
    ['of a whole day', ['DTSTART;VALUE=DATE:20110908'], '2011-09-09T00:00Z'],
    ['of whole days', ['DTSTART;VALUE=DATE:20110908', 'DTEND;VALUE=DATE:20110911'], '2011-09-11T00:00Z'],
    ['that is open', ['DTSTART:20110908T085300Z', 'X-OOPS-REPORT-OPEN:TRUE'], 'open'],
  ])('%s ends when it says', (_, lines, end) => {
    expect(iso(read(calendar(...lines)).windows[0]?.window.end ?? null)).toBe(end);
  });

  it.each([
    ['UTC', '20110908T095300', undefined, '2011-09-08T09:53Z'],
    ['the zone that the user names', '20110908T095300', 'Europe/London', '2011-09-08T08:53Z'],
  ])('without a zone is in %s', (_, start, zone, expected) => {
    expect(starts(calendar(`DTSTART:${start}`, 'DURATION:PT5M'), zone)).toEqual([expected]);
  });

  it('that is cancelled is no window, and neither is one of a calendar of cancellations', () => {
    const lines = ['DTSTART:20110908T085305Z', 'DURATION:PT5M'];
    const nothing = {
      windows: [],
      refused: [],
      remarks: ['plan.ics line 4: e1 is cancelled; not imported.'],
      calledOff: { cancelled: ['e1'], complete: [] },
    };
    expect(read(calendar(...lines, 'STATUS:CANCELLED'))).toEqual(nothing);
    expect(read(calendar(...lines).replace('VERSION:2.0', 'METHOD:CANCEL'))).toEqual(nothing);
    expect(read(calendar(...lines, 'STATUS:CONFIRMED')).windows).toHaveLength(1);
  });

  it('counts in its latest version', () => {
    const version = (sequence: number) =>
      event(`SEQUENCE:${sequence}`, `DTSTART:2011090${sequence}T085300Z`, 'DURATION:PT5M');
    expect(starts(wrap(...version(2), ...version(3), ...version(1)))).toEqual(['2011-09-03T08:53Z']);
  });

  it('is read beside tasks and alarms, which are none', () => {
    const alarm = ['BEGIN:VALARM', 'TRIGGER:-PT15M', 'ACTION:DISPLAY', 'DESCRIPTION:soon', 'END:VALARM'];
    const text = wrap(
      ...event('DTSTART:20110908T085300Z', 'DURATION:PT5M', ...alarm),
      'BEGIN:VTODO',
      'UID:t',
      'END:VTODO',
    );
    expect(read(text)).toMatchObject({
      windows: [{ line: 4 }],
      remarks: ['plan.ics: VTODO is no event and was not imported.'],
    });
  });
});

describe('an event that repeats', () => {
  const at = (start: string, ...lines: string[]) =>
    starts(calendar(`DTSTART${start}`, 'DURATION:PT5M', ...lines));

  it.each([
    [
      'in London, forward',
      ['Europe/London', '20110326T100000', 'FREQ=DAILY;COUNT=3'],
      ['2011-03-26T10:00Z', '2011-03-27T09:00Z', '2011-03-28T09:00Z'],
    ],
    [
      'in London, back',
      ['Europe/London', '20111029T100000', 'FREQ=DAILY;COUNT=3'],
      ['2011-10-29T09:00Z', '2011-10-30T10:00Z', '2011-10-31T10:00Z'],
    ],
    [
      'in London, at a time that is skipped',
      ['Europe/London', '20110326T013000', 'FREQ=DAILY;COUNT=3'],
      ['2011-03-26T01:30Z', '2011-03-27T01:30Z', '2011-03-28T00:30Z'],
    ],
    [
      'in London, at a time that comes twice',
      ['Europe/London', '20111029T013000', 'FREQ=DAILY;COUNT=3'],
      ['2011-10-29T00:30Z', '2011-10-30T00:30Z', '2011-10-31T01:30Z'],
    ],
    [
      'in New York, forward',
      ['America/New_York', '20110306T023000', 'FREQ=WEEKLY;COUNT=3'],
      ['2011-03-06T07:30Z', '2011-03-13T07:30Z', '2011-03-20T06:30Z'],
    ],
    [
      'in New York, back',
      ['America/New_York', '20111030T013000', 'FREQ=WEEKLY;COUNT=3'],
      ['2011-10-30T05:30Z', '2011-11-06T05:30Z', '2011-11-13T06:30Z'],
    ],
    [
      'on Lord Howe, forward by half an hour',
      ['Australia/Lord_Howe', '20111001T021500', 'FREQ=DAILY;COUNT=3'],
      ['2011-09-30T15:45Z', '2011-10-01T15:45Z', '2011-10-02T15:15Z'],
    ],
    [
      'on Lord Howe, back by half an hour',
      ['Australia/Lord_Howe', '20110402T014500', 'FREQ=DAILY;COUNT=3'],
      ['2011-04-01T14:45Z', '2011-04-02T14:45Z', '2011-04-03T15:15Z'],
    ],
  ] as const)('keeps its wall clock %s', (_, [zone, start, rule], expected) => {
    expect(at(`;TZID=${zone}:${start}`, `RRULE:${rule}`)).toEqual(expected);
  });

  it.each([
    ['FREQ=WEEKLY;BYDAY=TU,TH;COUNT=4', ['08', '13', '15', '20']],
    ['FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU,TH;COUNT=3', ['08', '20', '22']],
    ['FREQ=DAILY;UNTIL=20110910T085300Z', ['08', '09', '10']],
    ['FREQ=DAILY;UNTIL=20110910T085259Z', ['08', '09']],
    ['FREQ=DAILY;UNTIL=20110910', ['08', '09', '10']],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=6,-1;COUNT=2', ['08', '30']],
  ])('by %s falls on %j of September', (rule, days) => {
    expect(at(':20110908T085300Z', `RRULE:${rule}`)).toEqual(days.map((day) => `2011-09-${day}T08:53Z`));
  });

  it('compares UNTIL in UTC with times in a zone', () => {
    const rule = (until: string) =>
      at(';TZID=Europe/London:20110908T095300', `RRULE:FREQ=DAILY;UNTIL=${until}`);
    expect(rule('20110909T085300Z')).toEqual(['2011-09-08T08:53Z', '2011-09-09T08:53Z']);
    expect(rule('20110909T085259Z')).toEqual(['2011-09-08T08:53Z']);
  });

  it('without end is cut off at the horizon, and says so', () => {
    const { windows, remarks } = read(
      calendar('DTSTART:20111230T020000Z', 'DURATION:PT5M', 'RRULE:FREQ=DAILY'),
    );
    expect(windows.map(({ window }) => iso(window.start))).toEqual([
      '2011-12-30T02:00Z',
      '2011-12-31T02:00Z',
    ]);
    expect(remarks).toEqual(['plan.ics line 4: repeats without end; taken up to 2012-01-01T00:00:00.000Z.']);
  });

  it('gives each time an outage of its own, with the same exact length', () => {
    const text = calendar(
      'DTSTART;TZID=Europe/London:20110326T233000',
      'DTEND;TZID=Europe/London:20110327T003000',
      'RRULE:FREQ=DAILY;COUNT=2',
    );
    expect(read(text).windows.map(({ window }) => [window.outage, iso(window.end)])).toEqual([
      ['e1-20110326T233000Z', '2011-03-27T00:30Z'],
      ['e1-20110327T223000Z', '2011-03-27T23:30Z'],
    ]);
  });

  it('takes on RDATE, as times, days and periods', () => {
    expect(at(':20110908T085300Z', 'RDATE:20110910T000000Z,20110909T000000Z')).toEqual([
      '2011-09-08T08:53Z',
      '2011-09-09T00:00Z',
      '2011-09-10T00:00Z',
    ]);
    expect(at(';VALUE=DATE:20110908', 'RDATE;VALUE=DATE:20110910').at(-1)).toBe('2011-09-10T00:00Z');
    const periods = 'RDATE;VALUE=PERIOD:20110910T080000Z/PT1H,20110911T080000Z/20110911T083000Z';
    const { windows } = read(calendar('DTSTART:20110908T085300Z', 'DURATION:PT5M', periods));
    expect(windows.map(({ window }) => iso(window.end))).toEqual([
      '2011-09-08T08:58Z',
      '2011-09-10T09:00Z',
      '2011-09-11T08:30Z',
    ]);
  });

  it('leaves out EXDATE, in its own zone, in UTC and as a day, over a change of the clocks', () => {
    const zoned = ';TZID=Europe/London:20111028T100000';
    expect(
      at(
        zoned,
        'RRULE:FREQ=DAILY;COUNT=5',
        'EXDATE;TZID=Europe/London:20111029T100000',
        'EXDATE:20111030T100000Z',
        'EXDATE;VALUE=DATE:20111031',
      ),
    ).toEqual(['2011-10-28T09:00Z', '2011-11-01T10:00Z']);
  });

  it('remarks on an EXDATE that leaves out nothing', () => {
    const text = calendar(
      'DTSTART:20110908T085300Z',
      'DURATION:PT5M',
      'RRULE:FREQ=DAILY;COUNT=2',
      'EXDATE:20110908T095300Z',
    );
    expect(read(text).remarks).toEqual([
      'plan.ics line 4: EXDATE 2011-09-08T09:53:00Z is none of its times.',
    ]);
  });

  const series = event(
    'DTSTART;TZID=Europe/London:20111029T100000',
    'DURATION:PT5M',
    'RRULE:FREQ=DAILY;COUNT=3',
  );

  it('lets one of its times be moved, which stays the same outage, or cancelled', () => {
    const moved = event(
      'RECURRENCE-ID;TZID=Europe/London:20111030T100000',
      'DTSTART:20111030T120000Z',
      'DURATION:PT1M',
    );
    const cancelled = event(
      'RECURRENCE-ID:20111031T100000Z',
      'DTSTART:20111031T100000Z',
      'DURATION:PT5M',
      'STATUS:CANCELLED',
    );
    const { windows, remarks } = read(wrap(...moved, ...series, ...cancelled));
    expect(windows.map(({ window, line }) => [line, window.outage, iso(window.start)])).toEqual([
      [4, 'e1-20111030T100000Z', '2011-10-30T12:00Z'],
      [10, 'e1-20111029T090000Z', '2011-10-29T09:00Z'],
    ]);
    expect(remarks).toEqual(['plan.ics line 16: e1 is cancelled; not imported.']);
  });

  it('is refused whole when one of its times is', () => {
    const later = event(
      'RECURRENCE-ID;RANGE=THISANDFUTURE:20111030T100000Z',
      'DTSTART:20111030T120000Z',
      'DURATION:PT5M',
    );
    expect(read(wrap(...series, ...later))).toMatchObject({
      windows: [],
      refused: [{ line: 4, reason: 'RANGE=THISANDFUTURE is not supported. Change each time alone.' }],
    });
  });
});

describe('a zone', () => {
  const outlook = [
    'BEGIN:VTIMEZONE',
    'TZID:W. Europe Standard Time',
    'BEGIN:STANDARD',
    'DTSTART:16010101T030000',
    'TZOFFSETFROM:+0200',
    'TZOFFSETTO:+0100',
    'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10',
    'END:STANDARD',
    'BEGIN:DAYLIGHT',
    'DTSTART:16010101T020000',
    'TZOFFSETFROM:+0100',
    'TZOFFSETTO:+0200',
    'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3',
    'END:DAYLIGHT',
    'END:VTIMEZONE',
  ];
  const daily = (zone: string) =>
    event(`DTSTART;TZID="${zone}":20110326T100000`, 'DURATION:PT5M', 'RRULE:FREQ=DAILY;INTERVAL=218;COUNT=2');

  it('that the file defines under a name of its own is that of the file', () => {
    expect(starts(wrap(...outlook, ...daily('W. Europe Standard Time')))).toEqual([
      '2011-03-26T09:00Z',
      '2011-10-30T09:00Z',
    ]);
    const changes = event(
      'DTSTART;TZID=W. Europe Standard Time:20110326T100000',
      'DURATION:PT5M',
      'RRULE:FREQ=DAILY;COUNT=2',
    );
    expect(starts(wrap(...outlook, ...changes))).toEqual(['2011-03-26T09:00Z', '2011-03-27T08:00Z']);
  });

  it('of the IANA database is that, whatever the file makes of it', () => {
    const wrong = outlook.map((line) => line.replace('W. Europe Standard Time', 'Asia/Tokyo'));
    expect(starts(wrap(...wrong, ...daily('Asia/Tokyo')))).toEqual([
      '2011-03-26T01:00Z',
      '2011-10-30T01:00Z',
    ]);
  });
});

describe('what cannot be honoured is refused by its name, and the rest loads', () => {
  const start = 'DTSTART:20110908T085300Z';
  const five = 'DURATION:PT5M';
  it.each([
    [[five], 'DTSTART is missing. Give the event a start.'],
    [[start], 'DTEND is missing. Give the event an end, or a DURATION.'],
    [[start, five, 'DTEND:20110908T085500Z'], 'DTEND and DURATION are both given. Remove one of them.'],
    [[start, 'DURATION:-PT5M'], 'DURATION -PT5M is no length of time. Write it like PT5M, or give DTEND.'],
    [
      [start, 'DURATION:PT0S'],
      'end is the same as start, 2011-09-08T08:53:00.000Z. Correct one of them, or leave end empty while the outage is open.',
    ],
    [
      [start, 'DTEND:20110908T085259Z'],
      'end 2011-09-08T08:52:59.000Z is before start 2011-09-08T08:53:00.000Z. Swap them, or leave end empty while the outage is open.',
    ],
    [
      [start, 'DTEND;VALUE=DATE:20110909'],
      'DTSTART and DTEND are not both times or both days. Make them the same.',
    ],
    [
      ['DTSTART:20110230T085300Z', five],
      'DTSTART 2011-02-30T08:53:00Z is no time. Correct it in the calendar and export it again.',
    ],
    [
      ['DTSTART:20110908T0853', five],
      'DTSTART 2011-09-08T08:53: is no time. Correct it in the calendar and export it again.',
    ],
    [
      ['DTSTART:20110908T085300+0100', five],
      'DTSTART 20110908T085300+0100 has an offset, which calendars do not know. Write it in UTC, with a Z, or with a TZID.',
    ],
    [
      ['DTSTART;TZID=Customized Time Zone:20110908T085300', five],
      'TZID Customized Time Zone is no IANA zone, and the file has no VTIMEZONE for it. Name a zone such as Europe/London.',
    ],
    [[start, five, 'EXRULE:FREQ=DAILY'], 'EXRULE is not supported. Write the exceptions as EXDATE.'],
    [
      [start, five, 'RRULE:FREQ=DAILY;COUNT=2', 'RRULE:FREQ=WEEKLY;COUNT=2'],
      'RRULE is there more than once, which RFC 5545 advises against. Make an event of each.',
    ],
    [
      [start, five, 'RRULE:FREQ=HOURLY;COUNT=2'],
      'RRULE has FREQ=HOURLY, which is not supported. Use DAILY, WEEKLY, MONTHLY, YEARLY.',
    ],
    [
      [start, five, 'RRULE:RSCALE=CHINESE;FREQ=YEARLY'],
      'RRULE has RSCALE, which is not supported. Plan without it.',
    ],
    [
      [start, five, 'RRULE:FREQ=MONTHLY;SKIP=BACKWARD;COUNT=2'],
      'RRULE has SKIP, which is not supported. Plan without it.',
    ],
    [
      [start, five, 'RRULE:FREQ=DAILY;COUNT=2;UNTIL=20110910T000000Z'],
      'RRULE has both COUNT and UNTIL, which RFC 5545 forbids. Remove one of them.',
    ],
    [[start, five, 'RRULE:FREQ=DAILY;COUNT=0'], 'RRULE has a COUNT or INTERVAL of 0. Correct it.'],
    [
      [start, five, 'RRULE:FREQ=DAILY;UNTIL=20111345T000000Z'],
      'RRULE has UNTIL=2011-13-45T00:00:00Z, which is no time. Correct it.',
    ],
    [
      [start, five, 'RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=2'],
      'DTSTART is no time of its RRULE, so how it repeats is undefined. Move it to the first.',
    ],
    [
      [start, five, 'RRULE:FREQ=DAILY;COUNT=20000'],
      'RRULE repeats more than 10000 times. End it earlier with UNTIL or COUNT.',
    ],
    [
      [start, five, 'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30'],
      'RRULE cannot be expanded: Maximum iterations (100000) exceeded in all(). Correct it.',
    ],
    [
      [start, five, 'RRULE:FREQ=SOMETIMES'],
      'cannot be read: invalid frequency "SOMETIMES" expected: "SECONDLY, MINUTELY, HOURLY, DAILY, WEEKLY, MONTHLY, YEARLY". Export the calendar again.',
    ],
    [
      [start, five, 'no colon here'],
      'cannot be read: invalid line (no token ";" or ":") "no colon here". Export the calendar again.',
    ],
    [
      [start, five, 'CATEGORIES:mail'],
      'system mail is unknown. Correct the name, or add it to systems in the config, which has: blog.',
    ],
    [
      [start, five, 'SUMMARY:two\\nlines'],
      'title holds a line break or another control character. Remove it.',
    ],
    [
      [start, five, 'X-OOPS-REPORT-PHASE:up'],
      'X-OOPS-REPORT-PHASE is up. Write downtime, partial or shutdown.',
    ],
    [[start, five, 'X-OOPS-REPORT-BUDGET:5'], 'X-OOPS-REPORT-BUDGET is 5. Write it like 10s or 5m.'],
    [
      [start, five, 'END:VEVENT', 'BEGIN:VEVENT', 'UID:e1', start, five],
      'UID is also that of the event in line 9. Give each event its own.',
    ],
  ])('%j', (lines, reason) => {
    const good = [
      'BEGIN:VEVENT',
      'UID:good',
      'DTSTART:20110909T085300Z',
      five,
      'CATEGORIES:BLOG',
      'END:VEVENT',
    ];
    const { windows, refused } = read(wrap(...event(...lines), ...good), { knownSystems: new Set(['blog']) });
    expect(refused).toEqual([{ file: 'plan.ics', line: 4, reason }]);
    expect(windows).toMatchObject([{ window: { outage: 'good', systems: ['blog'] } }]);
  });

  it('an event without a UID', () => {
    const text = calendar(start, five).replace('UID:e1\r\n', '');
    expect(read(text).refused[0]?.reason).toBe(
      'UID is missing. Export the calendar again, or give the event one.',
    );
  });

  it('an event that is cut off', () => {
    const text = calendar(start, five);
    expect(read(text.slice(0, text.indexOf('END:VEVENT')))).toEqual({
      windows: [],
      refused: [{ file: 'plan.ics', line: 4, reason: 'END:VEVENT is missing. The file is cut off.' }],
      remarks: [],
      calledOff: { cancelled: [], complete: [] },
    });
  });

  it.each([
    ['', 'plan.ics: is no calendar. Export the calendar again as iCalendar (.ics).'],
    ['outage,phase\n', 'plan.ics: is no calendar. Export the calendar again as iCalendar (.ics).'],
    [
      'BEGIN:VCALENDAR\nVERSION:2.0\n',
      'plan.ics: cannot be read: invalid ical body. component began but did not end. Export the calendar again as iCalendar (.ics).',
    ],
    [
      wrap('CALSCALE:CHINESE'),
      'plan.ics: CALSCALE CHINESE is not supported. Export it in the Gregorian calendar.',
    ],
  ])('the whole file %j', (text, message) => {
    expect(() => read(text)).toThrow(message);
  });
});

describe('printCalendar', () => {
  it('writes what other programs show, and ours beside it', () => {
    const window = {
      outage: 'fdt-2019',
      phase: 'partial' as const,
      systems: ['blog', 'soyuz'],
      start: Date.UTC(2019, 3, 26, 8, 0, 4, 767),
      end: null,
      title: 'Replicas; switched',
      budgetSeconds: 10,
      source: 'plan.ics',
    };
    expect(printCalendar([window]).split('\r\n')).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//oops-report//outage windows//EN',
      'BEGIN:VEVENT',
      'UID:fdt-2019/partial/blog soyuz/2019-04-26T08:00:04.767Z@oops-report',
      'DTSTAMP:20190426T080004Z',
      'DTSTART:20190426T080004Z',
      'SUMMARY:Replicas\\; switched',
      'CATEGORIES:blog,soyuz',
      'X-OOPS-REPORT-OUTAGE;VALUE=TEXT:fdt-2019',
      'X-OOPS-REPORT-PHASE;VALUE=TEXT:partial',
      'X-OOPS-REPORT-KIND;VALUE=TEXT:actual',
      'X-OOPS-REPORT-START;VALUE=TEXT:2019-04-26T08:00:04.767Z',
      'X-OOPS-REPORT-OPEN;VALUE=TEXT:TRUE',
      'X-OOPS-REPORT-BUDGET;VALUE=TEXT:10s',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
    const moved = printCalendar([window]).replace('DTSTART:20190426T080004Z', 'DTSTART:20190426T090000Z');
    expect(iso(read(moved).windows[0]?.window.start ?? null)).toBe('2019-04-26T09:00Z');
  });

  it('begins another list of systems behind a name that ends with a backslash', () => {
    const systems = ['a', 'b\\', 'c\\', 'd', 'e'];
    const window: OutageWindow = {
      ...{ outage: 'o', phase: 'downtime' as const, systems, start: Date.UTC(2019, 3, 26), end: null },
      ...{ title: null, budgetSeconds: null, source: 'plan.ics' },
    };
    const text = printCalendar([window]);
    expect(text.match(/^CATEGORIES:.*$/gm)).toEqual([
      'CATEGORIES:a,b\\\\',
      'CATEGORIES:c\\\\',
      'CATEGORIES:d,e',
    ]);
    expect(read(text).windows.map((one) => one.window.systems)).toEqual([systems]);
  });

  it('is read back unchanged, whatever the windows', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyWindow('plan.ics'), { selector: windowKey, maxLength: 5 }), (windows) => {
        const { windows: again, refused, remarks } = read(printCalendar(windows));
        expect({ windows: again.map(({ window }) => window), refused, remarks }).toEqual({
          windows,
          refused: [],
          remarks: [],
        });
      }),
    );
  });
});
