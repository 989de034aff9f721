import type { Signature } from '../../oops/oops.js';
import type { Told } from '../../text/told.js';
import type { TestResult, WorthALook } from '../evidence.js';
import { adjustPValues } from '../statistics/statistics.js';
import type { RecoveryFigures, RecoverySettings } from './recovery-figures.js';

export const RECOVERY_VERDICTS = [
  'recovered',
  'recovered-late',
  'not-recovered',
  'elevated',
  'silent',
  'partly-silent',
  'ongoing',
  'too-early',
  'no-evidence',
] as const;
export type RecoveryVerdict = (typeof RECOVERY_VERDICTS)[number];

/**
 * One row of the recovery table. It is asked of all the systems that no row before it decided, because the p-values of
 * its tests are adjusted together.
 */
export interface RecoveryRow {
  /** What it asks, in a few words. */
  readonly name: string;
  /** One answer a system, in the order given. */
  ask(open: readonly RecoveryFigures[], settings: RecoverySettings): RowAnswer[];
}

/** What a row says of one system: the figures, and why they did or did not decide. */
export interface RowAnswer extends Told {
  /** Absent: it is left to the rows below. */
  readonly conclusion?: Conclusion;
  readonly worthALook?: readonly WorthALook[];
  readonly laterRise?: LaterRise;
}

/** What a row concludes of a system, in words; what is left out is nothing. */
export interface Conclusion extends Told {
  readonly verdict: RecoveryVerdict;
  readonly lagSeconds?: number;
  readonly secondsNeeded?: number | null;
  readonly test?: TestResult;
  readonly oopsIds?: readonly string[];
  /** Reporters that were not heard again, by name. */
  readonly missingReporters?: readonly string[];
}

/** A rise that began too long after the outage to be its work. */
export interface LaterRise {
  /** When it began, in milliseconds since the Unix epoch. */
  readonly start: number;
  /** So long after the end of the outage. */
  readonly afterSeconds: number;
  /** What it is made of, the most risen first. */
  readonly signatures: readonly Signature[];
}

/** Which reporters of the baseline were not heard in a stretch after the outage. */
export interface ReporterSilence {
  readonly silent: readonly SilentReporter[];
  /** How many reporters the baseline has. */
  readonly known: number;
  /** Reporters heard in the stretch and not in the baseline, by name. */
  readonly newcomers: readonly string[];
  /** P(at least so many silent at once), those that newcomers make up for left out. */
  readonly atOnce: number;
}

export interface SilentReporter {
  /** In upper case. */
  readonly reporter: string;
  /** How likely it is to hear nothing of it, by the baseline. */
  readonly pValue: number;
  /** The second judge finds it unlikely too. */
  readonly agrees: boolean;
}

/** A signature that is seen more often than its baseline predicts. */
export interface RisingSignature {
  readonly signature: Signature;
  readonly seen: number;
  readonly usually: number;
}

/** Ordinary OOPSes that show a system alive, and in how long they came. */
export interface Life {
  readonly ordinary: number;
  readonly ms: number;
}

/** A test's p-value as it came. */
export interface RawTest {
  readonly name: TestResult['name'];
  readonly pValue: number;
}

/**
 * Adjusts the tests of one row over all systems together (Benjamini–Hochberg). In the order given; null stays null: a
 * test that cannot be made counts for nothing.
 */
export function adjustTests(tests: readonly (RawTest | null)[], threshold: number): (TestResult | null)[] {
  const made = tests.filter((test) => test !== null);
  const adjusted = adjustPValues(made.map(({ pValue }) => pValue));
  let place = 0;
  return tests.map((test) => {
    if (test === null) return null;
    const adjustedPValue = adjusted[place] ?? test.pValue;
    place += 1;
    return { ...test, adjustedPValue, threshold };
  });
}

/** Whether the test decides. */
export function isSignificant(test: TestResult | null): test is TestResult {
  return test !== null && test.adjustedPValue < test.threshold;
}

/** Whether the test would have decided by itself, and does not for the others of its kind. */
export function isWorthALook(test: TestResult | null): test is TestResult {
  return test !== null && test.pValue < test.threshold && test.adjustedPValue >= test.threshold;
}

/** A few OOPSes to look at. */
export function firstIds(sightings: readonly { readonly oopsId: string }[]): string[] {
  return sightings.slice(0, 5).map(({ oopsId }) => oopsId);
}
