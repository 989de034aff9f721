import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSilences } from '../../../../src/outages/window-log/silences/silences.js';
import { UserError } from '../../../../src/user-error.js';
import { OPTIONS, refusalsOf, rowsOf, sample } from '../sources.js';

/** While the samples of Alertmanager were made. */
const NOW = Date.parse('2026-11-27T13:16:00Z');

/** A silence that was moved, or is told in another way, by what a test is about. */
function silence(more: object): object {
  return {
    id: '0d4c',
    status: { state: 'expired' },
    comment: 'Move the database',
    createdBy: 'anna',
    startsAt: '2026-11-20T10:00:00.000Z',
    endsAt: '2026-11-20T10:05:00.000Z',
    updatedAt: '2026-11-20T10:05:00.000Z',
    matchers: [{ name: 'service', value: 'web', isRegex: false, isEqual: true }],
    ...more,
  };
}

const read = (silences: unknown, more = {}) =>
  parseSilences(JSON.stringify(silences), { ...OPTIONS, ...more });

describe('silences as Alertmanager 0.25 lists them', () => {
  const ofApi = parseSilences(sample('alertmanager-0.25-silences.json'), { ...OPTIONS, now: NOW });

  it('are what happened, and what is still planned', () => {
    expect(rowsOf(ofApi)).toEqual([
      [
        'silence-be05bb7e-5a2e-4350-80d9-5498c34df1e6',
        'downtime',
        'checkout',
        '2026-11-27T13:15:44.804Z',
        '',
        'Move the checkout database',
        '',
      ],
      [
        'silence-be05bb7e-5a2e-4350-80d9-5498c34df1e6',
        'downtime',
        'checkout',
        '2026-11-27T13:15:44.804Z',
        '2026-11-27T13:25:44.802Z',
        'Move the checkout database',
        'planned',
      ],
      [
        'silence-66b5b38c-476b-47e3-a803-0edee9cb30ec',
        'downtime',
        'web worker',
        '2026-11-27T13:15:44.823Z',
        '2026-11-27T13:15:46.927Z',
        'Restart web',
        '',
      ],
    ]);
  });

  it('are refused where no matcher says which systems are meant, by their id: all stand on one line', () => {
    const advice = 'Say with --systems which are meant, or give the silence a matcher that says it.';
    expect(refusalsOf(ofApi)).toEqual([
      `1: silence 70b1f6d3-dbd5-418e-9c56-26236a253078: service!="blog" says which system is not meant, and no matcher which is. ${advice}`,
      `1: silence 40291d14-af3e-40a9-b984-4b613f1c8b62: service!~"blog|wiki" says which system is not meant, and no matcher which is. ${advice}`,
      `1: silence 75907f89-a7e3-401a-ad2f-bd2bda11aeb4: no matcher has the label system, service, job, app that names systems, only alertname=~"Pg.*". ${advice}`,
    ]);
  });

  it('that go on are remarked on', () => {
    expect(ofApi.remarks).toEqual([
      'f.json line 1: silence be05bb7e-5a2e-4350-80d9-5498c34df1e6: goes on, so its window is open. Import it again when it is over.',
    ]);
  });

  it('say the same as amtool writes them', () => {
    const ofTool = parseSilences(sample('amtool-0.25-expired.json'), { ...OPTIONS, now: NOW });
    expect(rowsOf(ofTool)).toEqual(rowsOf(ofApi).slice(2));
    expect(ofTool.refused).toEqual([]);
  });

  it('have the systems of the option where they name none', () => {
    const read = parseSilences(sample('alertmanager-0.25-silences.json'), {
      ...OPTIONS,
      now: NOW,
      systems: ['db'],
    });
    expect(refusalsOf(read)).toEqual([]);
    expect(rowsOf(read).map(([, , systems]) => systems)).toEqual([
      ...['checkout', 'checkout', 'db', 'db', 'db', 'db', 'db', 'web worker'],
    ]);
  });
});

describe('a silence', () => {
  it.each([
    ['before it begins', '2026-11-20T09:59:59Z', 'pending', ['10:00 - 10:05 planned']],
    ['from its start', '2026-11-20T10:00:00Z', 'active', ['10:00 - open', '10:00 - 10:05 planned']],
    ['until its end', '2026-11-20T10:04:59.999Z', 'active', ['10:00 - open', '10:00 - 10:05 planned']],
    ['from its end, in a file that is older', '2026-11-20T10:05:00Z', 'active', ['10:00 - 10:05']],
    ['expired by a clock that is ahead of ours', '2026-11-20T10:04:58Z', 'expired', ['10:00 - 10:05']],
  ])('is told %s', (_, now, state, expected) => {
    const rows = rowsOf(read([silence({ status: { state } })], { now: Date.parse(now) }));
    expect(
      rows.map(([, , , start, end, , kind]) =>
        `${start?.slice(11, 16)} - ${end?.slice(11, 16) || 'open'} ${kind}`.trim(),
      ),
    ).toEqual(expected);
  });

  it('that was called off before it began is no window', () => {
    const { windows, refused, remarks } = read([silence({ endsAt: '2026-11-20T10:00:00.000Z' })]);
    expect([windows, refused]).toEqual([[], []]);
    expect(remarks).toEqual([
      'f.json line 1: silence 0d4c: was called off before it began. If it is in the log as a plan, take it out: oops-report windows remove silence-0d4c',
    ]);
  });

  it.each([
    [
      { startsAt: '20.11.2026' },
      'silence 0d4c: startsAt 20.11.2026 does not say which number is the day and which the month. Write it as year, month, day and time: 2011-09-08T08:53:05Z.',
    ],
    [{ endsAt: undefined }, 'silence 0d4c: endsAt is missing. Fetch the file again, as its tool writes it.'],
    [{ id: '' }, 'silence number 1: id is missing. Fetch the file again, as its tool writes it.'],
    [
      { endsAt: '2026-11-20T09:00:00Z' },
      'silence 0d4c: end 2026-11-20T09:00:00.000Z is before start 2026-11-20T10:00:00.000Z. Swap them, or leave end empty while the outage is open.',
    ],
    [
      { matchers: [] },
      'silence 0d4c: no matcher has the label system, service, job, app that names systems, only none at all. Say with --systems which are meant, or give the silence a matcher that says it.',
    ],
  ])('is refused alone with %j', (wrong, reason) => {
    const { windows, refused } = read([silence(wrong), silence({ id: 'good' })]);
    expect(windows.map(({ window }) => window.outage)).toEqual(['silence-good']);
    expect(refused).toEqual([{ file: 'f.json', line: 1, reason }]);
  });

  it('is refused when it is no dictionary', () => {
    expect(refusalsOf(read([7]))).toEqual([
      '1: silence number 1: is no dictionary of keys and values. Remove it.',
    ]);
  });

  it('is refused where the config does not know its system', () => {
    const { refused } = read([silence({})], { knownSystems: new Set(['blog']) });
    expect(refused[0]?.reason).toBe(
      'silence 0d4c: system web is unknown. Correct the name, or add it to systems in the config, which has: blog.',
    );
  });

  it('that is there twice counts once, and is refused when it says something else', () => {
    const { windows, refused } = read([silence({}), silence({}), silence({ comment: 'Other' })]);
    expect(windows).toHaveLength(1);
    expect(refused.map(({ reason }) => reason)).toEqual([
      'silence 0d4c: is the same window as in line 1, with other values. Keep the one that is right.',
    ]);
  });
});

it('says the same of silences in whatever order they come', () => {
  const silences = fc.uniqueArray(
    fc.record({
      id: fc.uuid(),
      minutes: fc.integer({ min: 1, max: 5000 }),
      state: fc.constantFrom('pending', 'active', 'expired'),
    }),
    { selector: ({ id }) => id, maxLength: 8 },
  );
  fc.assert(
    fc.property(
      silences.chain((all) =>
        fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
      ),
      ([all, shuffled]) => {
        const of = (list: typeof all) =>
          rowsOf(
            read(
              list.map(({ id, minutes, state }) =>
                silence({
                  id,
                  status: { state },
                  endsAt: new Date(Date.parse('2026-11-20T10:00:00Z') + minutes * 60_000).toISOString(),
                }),
              ),
            ),
          ).sort();
        expect(of(shuffled)).toEqual(of(all));
        expect(of(all).length).toBeGreaterThanOrEqual(all.length);
      },
    ),
  );
});

it.each([
  [
    '{"error": {"code": 401, "message": "x"}}',
    'f.json: needed is a list of silences; its keys are: error.code, error.message. Name another file, or another --from.',
  ],
  ['[{"id": "a",\n "st', 'f.json line 2: the JSON ends in the middle. Fetch the file again, whole.'],
  [
    '<html>',
    'f.json: is no JSON (Unexpected token \'<\', "<html>" is not valid JSON). Correct it, or use CSV.',
  ],
])('refuses %j whole', (text, message) => {
  expect(() => parseSilences(text, OPTIONS)).toThrow(new UserError(message));
});
