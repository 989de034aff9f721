import { describe, expect, it } from 'vitest';
import {
  baselineOf,
  clumps,
  counted,
  cutByWindow,
  DAY,
  discard,
  during,
  END,
  failedRequests,
  followedUp,
  justBeforeOf,
  MINUTE,
  START,
  shortBaseline,
  sighting,
  systemOf,
  WATCHED_FROM,
  windowOf,
} from '../../support/build-evidence.js';
import { checkAll, checkRecovery } from '../../support/check-recovery.js';

const storm = during(windowOf(), failedRequests(600, START));
const usually = (count: number, dispersion = 1) =>
  baselineOf([counted('NotFound', count)], { bins: dispersion > 1 ? clumps(dispersion) : [] });
const silentOrNot = (more: Parameters<typeof checkRecovery>[0]) => checkRecovery(more).verdict === 'silent';

describe('silence', () => {
  // 30 min of a day: 48 parts. P(0) at 331 / 48 = 6.8958 is 0.00101, at 332 / 48 = 6.9167 it is 0.00099.
  it.each([
    [331, 1, false],
    [332, 1, true],
    // Over φ = 3.
    [994, 3, false],
    [995, 3, true],
  ])('where %i a day are usual, in clumps of %i: %s', (usual, phi, isSilent) => {
    expect(silentOrNot({ attributed: storm, baseline: usually(usual, phi) })).toBe(isSilent);
  });

  // 30 min of 2 h: a quarter. P(0) at 18 / 4 = 4.5 is 0.0111, at 19 / 4 = 4.75 it is 0.0087.
  it.each([
    [18, 1, false],
    [19, 1, true],
    [55, 3, false],
    [56, 3, true],
  ])('must stand against %i just before too, in clumps of %i: %s', (before, phi, isSilent) => {
    const checked = checkRecovery({ baseline: usually(9999, phi), justBefore: justBeforeOf(before) });
    expect(checked.verdict === 'silent').toBe(isSilent);
    if (!isSilent) {
      expect(checked.accounts.find(({ row }) => row === 'silence')?.text).toMatch(
        /^Nothing heard, which is not that unlikely \(Poisson test, p = .+, by what was seen just before p = 0\.01/,
      );
    }
  });

  it('is broken by one OOPS of any kind', () => {
    const baseline = baselineOf([counted('NotFound', 332), counted('DisconnectionError', 48)]);
    for (const type of ['NotFound', 'DisconnectionError']) {
      expect(silentOrNot({ baseline, afterwards: [sighting(type, WATCHED_FROM)] })).toBe(false);
    }
  });

  it('comes before recovery: a system that failed and was never heard again has not shown that it came back', () => {
    expect(checkRecovery({ attributed: storm, baseline: usually(332) })).toMatchObject({
      verdict: 'silent',
      evidence: {
        text: 'Nothing heard in 30 min, where 6.9 OOPSes are usual (Poisson test, p = 9.9e-4): it may not have come back at all.',
        test: { name: 'Poisson' },
      },
    });
  });

  it('is no test where nothing is usual, and makes the others no weaker', () => {
    const heardOf = systemOf({ attributed: storm, baseline: usually(332) });
    const neverHeard = systemOf({ system: 'b', baseline: usually(0) });
    expect(checkAll([heardOf, neverHeard]).map(({ verdict }) => verdict)).toEqual(['silent', 'no-evidence']);
  });

  it('cannot be tested without a baseline', () => {
    const baseline = shortBaseline([counted('NotFound', 9999)]);
    expect(checkRecovery({ attributed: storm, baseline }).verdict).toBe('recovered');
  });

  it.each([
    ['in the window', START, false],
    ['just after it', END, false],
    ['in the observation', WATCHED_FROM + MINUTE, false],
    ['after the observation', WATCHED_FROM + 31 * MINUTE, true],
  ])('cannot be concluded where events were thrown away %s', (_, minute, isSilent) => {
    expect(silentOrNot({ baseline: usually(9999), discards: [discard(minute)] })).toBe(isSilent);
  });

  it('is adjusted over the systems that were not heard', () => {
    const silent = systemOf({ baseline: usually(340) });
    const quiet = systemOf({ system: 'b', baseline: usually(10) });
    const heard = systemOf({
      system: 'c',
      baseline: usually(10),
      afterwards: [sighting('NotFound', WATCHED_FROM)],
    });
    // P(0) at 340 / 48 is 0.00084; doubled it is above α.
    expect(checkAll([silent, heard])[0]?.verdict).toBe('silent');
    expect(checkAll([silent, quiet])[0]).toMatchObject({
      verdict: 'no-evidence',
      worthALook: [{ type: null, of: 'silent', count: 0 }, { of: 'partly-silent' }],
    });
  });
});

describe('silence in the follow-up', () => {
  /** Too few for the observation, 144 a day: P(0) = 0.05; in the whole follow-up nothing is impossible. */
  const baseline = usually(144);
  const hours = (sameHours: readonly number[]) => ({ baseline, ...followedUp([], sameHours) });

  // 0.5^6 = 0.0156, 0.5^7 = 0.0078.
  it.each([
    [[6], false],
    [[7], true],
    [[7, 6], false],
    [[6, 7], false],
    [[7, 7], true],
  ])('must stand against the same hours: %j', (sameHours, isSilent) => {
    expect(silentOrNot({ attributed: storm, ...hours(sameHours) })).toBe(isSilent);
  });

  it.each([
    [13, false],
    [14, true],
  ])('divides the %i of them by the dispersion: %s', (count, isSilent) => {
    expect(silentOrNot({ ...followedUp([], [count]), baseline: usually(144, 2) })).toBe(isSilent);
  });

  // 7 a day predict 6.99 in the follow-up: P(0) = 0.00092; 6.9 would be 0.001. With 6: 0.0025.
  it.each([
    [6, false],
    [7, true],
  ])('must be unlikely where %i a day are usual: %s', (usual, isSilent) => {
    expect(silentOrNot({ ...followedUp([], [9]), baseline: usually(usual) })).toBe(isSilent);
  });

  it('is broken by one OOPS at any time of it', () => {
    const afterwards = [sighting('NotFound', END + DAY - 1)];
    expect(silentOrNot({ baseline, afterwards, ...followedUp(afterwards, [99]) })).toBe(false);
  });

  it('says how many there were before', () => {
    const row = (sameHours: readonly number[]) =>
      checkRecovery({ attributed: storm, ...hours(sameHours) }).accounts.find(
        ({ row: name }) => name === 'silence in the follow-up',
      )?.text;
    expect(row([6, 2])).toMatch(
      /; 6 in the same hours the day before, 2 in the same hours a week before\)\.$/,
    );
    expect(row([7])).toBe(
      'Nothing heard in 23 h 58 min, where 140 OOPSes are usual (Poisson test, p = 3.2e-63): it may not have come back at all.',
    );
  });

  it.each([
    ['Friday to Saturday, a moment of it', '2011-09-09', -MINUTE * 9, false],
    ['Thursday to the end of Friday', '2011-09-08', -MINUTE * 10 - 1, true],
    ['Sunday', '2011-09-11', 0, false],
    ['Monday', '2011-09-12', 0, true],
  ])('is none over a weekend whose last one is not known: %s', (_, day, cut, canBeSilent) => {
    const end = Date.parse(`${day}T00:10:00Z`);
    const interval = { start: end + 61_000, end: end + DAY + cut };
    const following = (sameHours: readonly number[]) => {
      const made = followedUp([], sameHours);
      return { ...made, followUp: { ...made.followUp, interval, wanted: interval } };
    };
    expect(silentOrNot({ baseline, ...following([99]) })).toBe(canBeSilent);
    expect(silentOrNot({ baseline, ...following([99, 99]) })).toBe(true);
    if (!canBeSilent) {
      expect(checkRecovery({ baseline, ...following([99]) }).accounts.map(({ text }) => text)).toContain(
        'Nothing heard, but it is a weekend, and the same hours a week before are not known.',
      );
    }
  });

  it('is not worth a look any more where it was found after all', () => {
    // 340 a day: 0.00084 in the observation, doubled by the other system; in the follow-up nothing doubles it enough.
    const silent = systemOf({ baseline: usually(340), ...followedUp([], [99]) });
    const quiet = systemOf({ system: 'b', baseline: usually(10) });
    const [checked] = checkAll([silent, quiet]);
    expect(checked?.verdict).toBe('silent');
    expect(checked?.worthALook).toEqual([]);
  });

  it('counts a weekend among the tests only where it can show something', () => {
    const saturday = followedUp([], [99]);
    const interval = { start: WATCHED_FROM + 2 * DAY, end: WATCHED_FROM + 3 * DAY };
    const off = { baseline: usually(2), ...saturday, followUp: { ...saturday.followUp, interval } };
    // 7 a day: 0.00092, and with a second test above α.
    const weekday = systemOf({ baseline: usually(7), ...followedUp([], [9]) });
    const other = systemOf({ system: 'b', baseline: usually(2), ...followedUp([], [9]) });
    expect(checkAll([weekday, systemOf({ ...off, system: 'b' })])[0]?.verdict).toBe('silent');
    expect(checkAll([weekday, other])[0]?.verdict).toBe('no-evidence');
  });

  it('cannot be concluded where events were thrown away in it', () => {
    expect(silentOrNot({ ...hours([99]), discards: [discard(END + 5 * 60 * MINUTE)] })).toBe(false);
  });

  it('reaches no further than the next window', () => {
    const observation = cutByWindow(6 * MINUTE);
    expect(silentOrNot({ baseline, observation, ...followedUp([], [99], { observation }) })).toBe(false);
  });
});
