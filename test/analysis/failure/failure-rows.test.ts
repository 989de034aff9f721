import { describe, expect, it } from 'vitest';
import type { BackgroundTest, Disposition } from '../../../src/analysis/disposition.js';
import type { SystemEvidence } from '../../../src/analysis/evidence.js';
import {
  findInDowntime,
  findInPartial,
  findInShutdown,
  findUnaffected,
} from '../../../src/analysis/failure/failure-rows.js';
import type { PhaseEvidence } from '../../../src/analysis/failure/phase-evidence.js';
import {
  baselineOf,
  clumps,
  counted,
  DAY,
  during,
  END,
  elsewhere,
  HOUR,
  SETTINGS,
  START,
  shortBaseline,
  sighting,
  systemOf,
  windowOf,
} from '../../support/build-evidence.js';

const window = windowOf();

/** OOPSes that mean what is given, a second apart from the start on. */
function phaseOf(
  dispositions: readonly Disposition[],
  tests: readonly BackgroundTest[] = [],
  more: Partial<SystemEvidence> = {},
): PhaseEvidence {
  const attributed = during(
    window,
    dispositions.map((disposition, index) =>
      sighting(disposition === 'expected' ? 'DisconnectionError' : 'Any', START + 2000 + index * 1000),
    ),
  );
  const meaning = (disposition: Disposition) =>
    attributed.filter((_, index) => dispositions[index] === disposition);
  const sightings = {
    expected: meaning('expected'),
    background: meaning('background'),
    unexpected: meaning('unexpected'),
  };
  const system = systemOf({ ...more, attributed });
  return {
    system,
    windows: [window],
    sightings,
    elsewhere: system.elsewhere,
    tests,
    observedUntil: END + HOUR,
    settings: SETTINGS,
  };
}

const test: BackgroundTest = {
  window,
  type: 'NotFound',
  seen: 2,
  seenInBaseline: 25,
  baselineMs: DAY,
  duringMs: 602_000,
  dispersion: 1,
  explained: true,
  result: { name: 'Poisson', pValue: 0.01, adjustedPValue: 0.02, threshold: 0.001 },
};
const TESTED = ' NotFound: 2 in 10 min 2 s against 25 in 1 d before (Poisson, p = 0.02).';
const SHORT = ' Its baseline is shorter than an hour, so no usual rate could explain anything.';

const expected = 'expected' as const;
const background = 'background' as const;
const unexpected = 'unexpected' as const;

const unheard = { baseline: shortBaseline() };
/** Seven types were seen once: two new ones in 602 s are a chance of 0.00115. */
const changing = {
  baseline: baselineOf(['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((type) => counted(type, 1))),
};
const usual = { baseline: baselineOf([counted('Any', 890)]) };
const other = { elsewhere: elsewhere('fdt-2', [sighting('Other', START + 9000)]) };

describe('a shutdown', () => {
  it.each([
    [[], {}, 'stayed-silent', 'Not heard while it was shut down.', 0],
    [
      [expected],
      {},
      'stayed-silent',
      '1 expected failure, of work that the shutdown cut off or that its start let in; else silent.',
      1,
    ],
    [
      [expected, expected],
      {},
      'stayed-silent',
      '2 expected failures, of work that the shutdown cut off or that its start let in; else silent.',
      2,
    ],
    [
      [expected, background, unexpected],
      {},
      'not-shut-down',
      'It should have been stopped, but wrote 2 OOPSes from 00:00:03 to 00:00:04.',
      2,
    ],
    [[unexpected], {}, 'not-shut-down', 'It should have been stopped, but wrote 1 OOPS at 00:00:02.', 1],
    [
      [unexpected],
      other,
      'not-shut-down',
      'It should have been stopped, but wrote 2 OOPSes from 00:00:02 to 00:00:09, 1 of them within outage fdt-2.',
      2,
    ],
  ] as const)('with %j: %#', (seen, more, verdict, text, shown) => {
    const found = findInShutdown(phaseOf(seen, [], more));
    expect(found).toMatchObject({ verdict, text });
    expect(found.shown).toHaveLength(shown);
  });

  it.each([
    [
      1,
      'Only 1 OOPS at its edges.',
      ' 1 OOPS at its edges does not count: clocks differ, and work ends late.',
    ],
    [
      2,
      'Only 2 OOPSes at its edges.',
      ' 2 OOPSes at its edges do not count: clocks differ, and work ends late.',
    ],
  ])('says of %i at its edges that they do not count', (count, account, text) => {
    const seen = during(
      window,
      Array.from({ length: count }, () => sighting('Any', END)),
    );
    const sightings = { expected: [], background: [], unexpected: seen };
    const found = findInShutdown({ ...phaseOf([]), sightings });
    expect(found.text).toBe(`Not heard while it was shut down.${text}`);
    expect(found.accounts[0]?.text).toBe(account);
  });
});

describe('a system that no outage touches', () => {
  it.each([
    [[], [], {}, 'unaffected', 'Nothing that would not have been there anyway.'],
    [[background, background], [test], {}, 'unaffected', `2 OOPSes, as its usual rates explain.${TESTED}`],
    [
      [background, unexpected],
      [test],
      {},
      'affected',
      `An outage should not touch it, but 1 OOPS above or outside its usual rates.${TESTED}`,
    ],
    [
      [unexpected],
      [],
      unheard,
      'no-evidence',
      '1 OOPS, and its baseline is shorter than an hour: it cannot be said whether they are usual.',
    ],
    [
      [unexpected, background],
      [],
      changing,
      'unaffected',
      '1 OOPS, as its usual rates explain. 1 OOPS of a new type does not count, as new types turn up anyway.',
    ],
    [
      [unexpected, unexpected, unexpected],
      [],
      changing,
      'affected',
      'An outage should not touch it, but 3 OOPSes above or outside its usual rates. 7 types were seen only once in the baseline (Poisson, p = 1.9e-5).',
    ],
  ] as const)('with %j: %#', (seen, tests, more, verdict, text) => {
    expect(findUnaffected(phaseOf(seen, tests, more))).toMatchObject({ verdict, text });
  });
});

describe('a downtime', () => {
  it.each([
    [[expected], [], {}, 'failed-as-expected', '1 expected failure at 00:00:02.'],
    [
      [expected, background, expected],
      [test],
      {},
      'failed-as-expected',
      '2 expected failures from 00:00:02 to 00:00:04; 1 background.',
    ],
    [
      [expected, unexpected, unexpected],
      [],
      changing,
      'failed-as-expected',
      '1 expected failure at 00:00:02. 2 OOPSes of new types do not count, as new types turn up anyway.',
    ],
    [
      [expected, unexpected, unexpected],
      [test],
      {},
      'failed-unexpectedly',
      `2 OOPSes that should not have been there from 00:00:03 to 00:00:04, beside 1 expected failure.${TESTED}`,
    ],
    [
      [unexpected],
      [],
      unheard,
      'failed-unexpectedly',
      `1 OOPS that should not have been there at 00:00:02, beside 0 expected failures.${SHORT}`,
    ],
    [
      Array(5).fill(background),
      [],
      usual,
      'did-not-fail',
      // 890 a day are 6.2 in 602 s; P(X <= 5 | 6.2) = 0.41.
      'It went on as usual: 5 ordinary OOPSes where 6.2 are usual (Poisson, p = 0.41), and no expected failure.',
    ],
    [
      Array(5).fill(background),
      [],
      { ...usual, ...other, downtimeBins: clumps(2.5) },
      'did-not-fail',
      // 6 over 2.5 are 3, rounded up: P(X <= 3 | 2.48) = 0.76.
      'It went on as usual: 6 ordinary OOPSes where 6.2 are usual (Poisson, p = 0.76, counted in clumps of 2.5), 1 of them within outage fdt-2, and no expected failure.',
    ],
    [[], [], {}, 'no-evidence', 'Nothing was seen, and nothing says that something should have been.'],
    [
      [background, background],
      [test],
      {},
      'no-evidence',
      'No expected failure was seen, and 2 OOPSes of the ordinary kind say nothing either way.',
    ],
    [
      [],
      [],
      { earlierDowntimes: Array(12).fill(5) },
      'did-not-fail',
      'No failure was seen, although 12 of 12 earlier downtimes no longer than half as long again showed at least 5 failed requests.',
    ],
  ] as const)('with %j: %#', (seen, tests, more, verdict, text) => {
    expect(findInDowntime(phaseOf(seen, tests, more))).toMatchObject({ verdict, text });
  });

  it('names the test that decided that it went on as usual', () => {
    const found = findInDowntime(phaseOf(Array(5).fill(background), [], usual));
    expect(found.test).toMatchObject({ name: 'Poisson', threshold: 0.01 });
    expect(found.test?.pValue).toBeCloseTo(0.4141, 3);
    expect(found.shown).toHaveLength(5);
    expect(findInDowntime(phaseOf([expected])).test).toBeUndefined();
  });

  it('tells of what was asked in vain', () => {
    const earlierDowntimes = Array.from({ length: 12 }, (_, index) => index);
    const { accounts } = findInDowntime(
      phaseOf([unexpected, background], [test], { ...changing, earlierDowntimes }),
    );
    expect(accounts.map(({ text }) => text)).toEqual([
      '1 OOPS of types that the baseline has not, but new types turn up anyway: 7 types were seen only once in the baseline (Poisson, p = 0.048).',
      'None was seen.',
      '2 OOPSes of the ordinary kind: at least 5 would be needed.',
      '7 of 12 earlier downtimes no longer than half as long again showed at least 5 failed requests: it need not fail.',
      'No expected failure was seen, and 2 OOPSes of the ordinary kind say nothing either way.',
    ]);
  });
});

describe('a partial outage', () => {
  it.each([
    [[], {}, 'allowed', 'It may fail in a partial outage, and did not.'],
    [[background], {}, 'allowed', '0 expected failures and 1 background, as a partial outage allows.'],
    [
      [expected, background],
      other,
      'allowed',
      '1 expected failure and 2 background, as a partial outage allows, 1 of them within outage fdt-2.',
    ],
    [
      [unexpected],
      changing,
      'allowed',
      '0 expected failures and 0 background, as a partial outage allows. 1 OOPS of a new type does not count, as new types turn up anyway.',
    ],
    [
      [unexpected],
      {},
      'failed-unexpectedly',
      '1 OOPS that should not have been there at 00:00:02, beside 0 expected failures.',
    ],
  ] as const)('with %j: %#', (seen, more, verdict, text) => {
    expect(findInPartial(phaseOf(seen, [], more))).toMatchObject({ verdict, text });
  });
});
