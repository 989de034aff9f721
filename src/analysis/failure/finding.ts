import type { Told } from '../../text/told.js';
import type { RowAccount, Sighting, TestResult } from '../evidence.js';

/** From the worst to the best. */
export const FAILURE_VERDICTS = [
  'not-shut-down',
  'failed-unexpectedly',
  'affected',
  'did-not-fail',
  'no-evidence',
  'failed-as-expected',
  'allowed',
  'stayed-silent',
  'unaffected',
] as const;
export type FailureVerdict = (typeof FAILURE_VERDICTS)[number];

/** What one phase of a system's windows shows, in words. */
export interface Finding extends Told {
  readonly verdict: FailureVerdict;
  readonly test?: TestResult;
  /** The OOPSes that show it best, by time. */
  readonly shown: readonly Sighting[];
  /** The rows that were asked, in order; the last one decided. */
  readonly accounts: readonly RowAccount[];
}

/** What the last row that was asked concludes. */
export function decide(
  verdict: FailureVerdict,
  told: Told,
  shown: readonly Sighting[],
  asked: readonly RowAccount[],
  { row = ROW_OF[verdict] ?? verdict, test }: { readonly row?: string; readonly test?: TestResult } = {},
): Finding {
  const accounts = [...asked, { row, ...told, decided: true }];
  return { verdict, ...told, shown, accounts, ...(test ? { test } : {}) };
}

/** A row that was asked and did not decide. */
export function account(row: string, told: Told): RowAccount {
  return { row, ...told, decided: false };
}

const ROW_OF: Readonly<Partial<Record<FailureVerdict, string>>> = {
  'not-shut-down': 'heard while it was shut down',
  'failed-unexpectedly': 'unexpected OOPSes',
  affected: 'unexpected OOPSes',
  'failed-as-expected': 'expected failures',
};
