import { describe, expect, it } from 'vitest';
import { FAILURE_VERDICTS } from '../../src/analysis/failure-rows.js';
import { RECOVERY_VERDICTS, type RecoveryVerdict } from '../../src/analysis/recovery-check.js';
import { outageVerdict, systemVerdict, type Verdict } from '../../src/analysis/verdict.js';

/** Every failure verdict with the recoveries that make the system as expected; `bad` where nothing can. */
const TABLE: Record<(typeof FAILURE_VERDICTS)[number], RecoveryVerdict[] | 'bad'> = {
  'failed-as-expected': ['recovered'],
  'failed-unexpectedly': 'bad',
  'did-not-fail': 'bad',
  'no-evidence': [],
  allowed: ['recovered', 'no-evidence'],
  'stayed-silent': ['recovered', 'no-evidence'],
  'not-shut-down': 'bad',
  unaffected: ['recovered', 'no-evidence'],
  affected: 'bad',
};
const BAD: RecoveryVerdict[] = ['not-recovered', 'recovered-late', 'silent', 'elevated'];

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
  const of = (verdict: Verdict, recovery: RecoveryVerdict = 'recovered') => ({
    verdict,
    recovery: { verdict: recovery },
  });

  it.each([
    ['no system', [], 'inconclusive'],
    ['all as expected', [of('as-expected'), of('as-expected')], 'as-expected'],
    ['one not', [of('as-expected'), of('not-as-expected'), of('inconclusive', 'ongoing')], 'not-as-expected'],
    ['one without evidence', [of('as-expected'), of('inconclusive', 'no-evidence')], 'as-expected'],
    ['none but without evidence', [of('inconclusive', 'no-evidence')], 'inconclusive'],
    ['one too early', [of('as-expected'), of('inconclusive', 'too-early')], 'inconclusive'],
    ['one ongoing', [of('as-expected'), of('inconclusive', 'ongoing')], 'inconclusive'],
  ] as const)('%s: %#', (_, systems, verdict) => {
    expect(outageVerdict(systems)).toBe(verdict);
  });
});
