import type { ReportedSystem } from '../outage-report.js';

/** Whether watching on can still decide a system. */
export function isUndecided({ verdict, recovery }: ReportedSystem): boolean {
  if (recovery.verdict === 'ongoing' || recovery.verdict === 'too-early') return true;
  return verdict === 'inconclusive' && recovery.verdict === 'no-evidence' && recovery.secondsNeeded !== null;
}
