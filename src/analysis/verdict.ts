import type { FailureVerdict } from './failure-rows.js';
import type { RecoveryVerdict } from './recovery-rows.js';

export const VERDICTS = ['as-expected', 'not-as-expected', 'inconclusive'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** The failure verdicts that say that a system did not do what it should. */
export const BAD_FAILURES: readonly FailureVerdict[] = [
  'failed-unexpectedly',
  'did-not-fail',
  'not-shut-down',
  'affected',
];
/** The recovery verdicts that say so. */
export const BAD_RECOVERIES: readonly RecoveryVerdict[] = [
  'not-recovered',
  'recovered-late',
  'silent',
  'elevated',
];
const QUIET_FAILURES: readonly FailureVerdict[] = ['stayed-silent', 'unaffected', 'allowed'];

/** The verdict on one system. A system that had nothing to recover from need not prove that it did. */
export function systemVerdict(failure: FailureVerdict, recovery: RecoveryVerdict): Verdict {
  if (BAD_FAILURES.includes(failure) || BAD_RECOVERIES.includes(recovery)) return 'not-as-expected';
  if (failure === 'failed-as-expected' && recovery === 'recovered') return 'as-expected';
  const recoveryIsFine = recovery === 'recovered' || recovery === 'no-evidence';
  return QUIET_FAILURES.includes(failure) && recoveryIsFine ? 'as-expected' : 'inconclusive';
}

/** The verdict on an outage, from those on its systems. */
export function outageVerdict(
  systems: readonly { readonly verdict: Verdict; readonly recovery: { readonly verdict: RecoveryVerdict } }[],
): Verdict {
  if (systems.some(({ verdict }) => verdict === 'not-as-expected')) return 'not-as-expected';
  const isUndecided = systems.some(
    ({ recovery }) => recovery.verdict === 'ongoing' || recovery.verdict === 'too-early',
  );
  if (isUndecided || !systems.some(({ verdict }) => verdict === 'as-expected')) return 'inconclusive';
  return 'as-expected';
}
