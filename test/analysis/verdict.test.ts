import { describe, expect, it } from 'vitest';
import { FAILURE_VERDICTS } from '../../src/analysis/failure/finding.js';
import { RECOVERY_VERDICTS, type RecoveryVerdict } from '../../src/analysis/recovery/recovery-row.js';
import { outageVerdict, systemVerdict, type Verdict } from '../../src/analysis/verdict.js';

/** Every failure verdict with the recoveries that make the system as expected; `bad` where nothing can. */
const TABLE: Record<(typeof FAILURE_VERDICTS)[number], RecoveryVerdict[] | 'bad'> = {
  'failed-as-expected': ['recovered'],
  'failed-unexpectedly': 'bad',
  'did-not-fail': 'bad',
  'no-evidence': [],
  allowed: ['recovered'],
  'stayed-silent': ['recovered'],
  'not-shut-down': 'bad',
  unaffected: ['recovered'],
  affected: 'bad',
};
const BAD: RecoveryVerdict[] = ['not-recovered', 'recovered-late', 'silent', 'partly-silent', 'elevated'];

describe('systemVerdict', () => {
  const pairs = FAILURE_VERDICTS.flatMap((failure) =>
    RECOVERY_VERDICTS.map((recovery) => [failure, recovery] as const),
  );

  it.each(pairs)('%s and %s', (failure, recovery) => {
    const good = TABLE[failure];
    const wanted =
      good === 'bad' || BAD.includes(recovery)
        ? 'not-as-expected'
        : good.includes(recovery)
          ? 'as-expected'
          : 'inconclusive';
    expect(systemVerdict(failure, recovery)).toBe(wanted);
  });
});

describe('outageVerdict', () => {
  const of = (verdict: Verdict, recovery: RecoveryVerdict = 'recovered', mustFail = true) => ({
    verdict,
    recovery: { verdict: recovery },
    mustFail,
  });
  const good = of('as-expected');
  const open = of('inconclusive', 'no-evidence');
  const untouched = of('as-expected', 'recovered', false);
  const untouchedOpen = of('inconclusive', 'no-evidence', false);

  it.each([
    ['no system', [], 'inconclusive'],
    ['all as expected', [good, good], 'as-expected'],
    ['one not', [good, of('not-as-expected'), of('inconclusive', 'ongoing')], 'not-as-expected'],
    ['half', [good, open], 'as-expected'],
    ['fewer than half', [good, open, open], 'inconclusive'],
    [
      'half of those that must fail, whatever the others',
      [good, open, untouchedOpen, untouchedOpen],
      'as-expected',
    ],
    ['none of those that must fail', [open, untouched, untouched], 'inconclusive'],
    ['half of all where none must fail', [untouched, untouchedOpen], 'as-expected'],
    ['fewer than half of all', [untouched, untouchedOpen, untouchedOpen], 'inconclusive'],
    ['none', [open], 'inconclusive'],
    ['one too early', [good, of('inconclusive', 'too-early')], 'inconclusive'],
    ['one ongoing', [good, good, of('inconclusive', 'ongoing', false)], 'inconclusive'],
  ] as const)('%s: %#', (_, systems, verdict) => {
    expect(outageVerdict(systems, 0.5)).toBe(verdict);
  });

  it('takes another share', () => {
    expect(outageVerdict([good, good, open], 0.7)).toBe('inconclusive');
    expect(outageVerdict([good, open, open, open, open], 0.2)).toBe('as-expected');
  });
});
