import type { Signature } from '../../oops/oops.js';
import { aside, capitaliseTold, either, joinTold, type Told, tell } from '../../text/told.js';
import { formatAbout, formatDuration } from '../../time/duration.js';
import { formatClock } from '../../time/instant.js';
import type { TestResult } from '../evidence.js';
import { formatPValue } from '../statistics/probability-text.js';
import { type LateFailures, type RecoveryFigures, wereDiscarded } from './recovery-figures.js';
import type { LaterRise, Life, ReporterSilence, RisingSignature } from './recovery-row.js';

/** The words of the recovery check: one function a conclusion, each a sentence or two with the numbers that decided. */

const NONE = tell`There are none.`;
const NO_BASELINE = tell`Its baseline is shorter than an hour: there is nothing to compare with.`;
const DISCARDS_HIDE = tell`Events were thrown away: what was not heard says nothing.`;

export function ongoing(): Told {
  return tell`A window that holds it is still open.`;
}

export function watched(observedMs: number): Told {
  return tell`It was watched for ${formatDuration(observedMs)}.`;
}

export function tooEarly(observedMs: number, needed: number | null): Told {
  return tell`Only ${formatDuration(observedMs)} could be watched so far.${moreText(needed)}`;
}

export function noTimeBeforeNextWindow(wantedMs: number): Told {
  return tell`Only ${formatDuration(wantedMs)} lie before the next window on it, which is too short to tell.`;
}

// Late failures.

export function notWithoutBaseline({ late }: RecoveryFigures): Told {
  return late ? tell`Its baseline is long enough.` : NONE;
}

export function lateWithoutBaseline(late: LateFailures): Told {
  return tell`${lateText(late)}, and its baseline is shorter than an hour: it cannot be said whether they are usual.`;
}

export function noLate({ baseline }: RecoveryFigures, late: LateFailures | null): Told {
  return late && !baseline ? NO_BASELINE : NONE;
}

export function lateExplained(figures: RecoveryFigures, late: LateFailures, test: TestResult): Told {
  const few = isBelow(test) ? ', which is not twice as often' : '';
  return tell`${lateText(late)}, ${comparedLate(figures, late)}${aside(testText(test))}${few}.`;
}

export function notRecovered(figures: RecoveryFigures, late: LateFailures, test: TestResult): Told {
  const last = late.sightings.at(-1);
  const at = last ? `, the last at ${formatClock(last.time)}` : '';
  return tell`${lateText(late)}${at}, and ${formatDuration(late.quietMs)} after it are too little to call it over; ${comparedLate(figures, late)}${aside(testText(test))}.`;
}

export function recoveredLate(
  figures: RecoveryFigures,
  late: LateFailures,
  test: TestResult,
  quiet: TestResult | null,
  lagSeconds: number,
): Told {
  const over = quiet
    ? tell`so long a quiet would be unlikely had they gone on${aside(testText(quiet))}`
    : `${ordinaryText(late.ordinaryAfter)} after it ${late.ordinaryAfter === 1 ? 'shows' : 'show'} it alive`;
  return tell`${lateText(late)}, the last ${formatDuration(lagSeconds * 1000)} after the end: ${over}; ${comparedLate(figures, late)}${aside(testText(test))}.`;
}

/** "4 failed requests in 30 min, where 0.2 are usual". */
function comparedLate({ baseline }: RecoveryFigures, late: LateFailures): string {
  return `${failedText(late.requests)} in ${formatDuration(late.ms)}, where ${usually(baseline?.failedRequests, baseline?.ms, late.ms)} are usual`;
}

// Silence.

export function heard(figures: RecoveryFigures, count: number): Told {
  if (count > 0) return tell`${oopses(count)} heard.`;
  if (!figures.baseline) return NO_BASELINE;
  return wereDiscarded(figures, 'follow-up') ? DISCARDS_HIDE : tell`Nothing to ask.`;
}

export function silent(figures: RecoveryFigures, watchedMs: number, test: TestResult): Told {
  const { baseline } = figures;
  return tell`Nothing heard in ${formatDuration(watchedMs)}, where ${usually(baseline?.count, baseline?.ms, watchedMs)} OOPSes are usual${aside(testText(test))}: it may not have come back at all.`;
}

export function notSilent(test: TestResult, second: number | null): Told {
  const before = second === null ? '' : `, by what was seen just before ${formatPValue(second)}`;
  return tell`Nothing heard, which is not that unlikely${aside(`${testText(test)}${before}`)}.`;
}

export function notSilentInFollowUp(
  test: TestResult,
  sameHours: readonly { readonly daysBack: number; readonly count: number }[],
): Told {
  const compared = sameHours.map(
    ({ daysBack, count }) => `${count} in the same hours ${daysBack === 1 ? 'the day' : 'a week'} before`,
  );
  return tell`Nothing heard, which is not that unlikely${aside(`${testText(test)}; ${compared.join(', ')}`)}.`;
}

export function weekend(): Told {
  return tell`Nothing heard, but it is a weekend, and the same hours a week before are not known.`;
}

export function fewer({ others, observedMs, baseline }: RecoveryFigures, test: TestResult): Told {
  return tell`Only ${ordinaryText(others.length)} in ${formatDuration(observedMs)}, where ${usually(baseline?.ordinary, baseline?.ms, observedMs)} are usual${aside(testText(test))}: a part of it may not have come back.`;
}

export function reportersSilent(
  names: readonly string[],
  { known, newcomers }: ReporterSilence,
  watchedMs: number,
  test: TestResult,
): Told {
  const made = newcomers.length > 0 ? `; new: ${newcomers.join(', ')}` : '';
  return tell`${names.length} of its ${known} reporters not heard in ${formatDuration(watchedMs)}: ${names.join(', ')}${made}${aside(testText(test))}.`;
}

export function notPartlySilent(
  figures: RecoveryFigures,
  fewerTest: TestResult | null,
  silence: ReporterSilence | null,
  atOnce: TestResult | null,
): Told {
  const { others, baseline, observedMs } = figures;
  const parts = [
    fewerTest
      ? tell`${ordinaryText(others.length)} where ${usually(baseline?.ordinary, baseline?.ms, observedMs)} are usual${aside(testText(fewerTest))}${isBelow(fewerTest) ? ', but not under two fifths of it, or not so by what was seen just before' : ''}`
      : null,
    silence && atOnce
      ? tell`${silence.silent.length} of ${silence.known} reporters not heard${aside(testText(atOnce))}`
      : null,
  ].filter((part) => part !== null);
  if (parts.length > 0) return tell`${capitaliseTold(joinTold(parts, '; '))}.`;
  return wereDiscarded(figures, 'follow-up') ? DISCARDS_HIDE : tell`Nothing to compare.`;
}

// A rise.

export function noRise({ baseline }: RecoveryFigures): Told {
  return baseline ? tell`No other failures.` : NO_BASELINE;
}

/** Why more other failures than usual are no rise. */
export type NoRise = 'not doubled' | 'a clump' | 'seen just before';

const NO_RISE_WORDS: Readonly<Record<NoRise, string>> = {
  'not doubled': ', which is not twice as often',
  'a clump': ', but without their densest stretch not twice as often',
  'seen just before': ', but against what was seen just before it is no rise',
};

export function usualRate(figures: RecoveryFigures, test: TestResult, why: NoRise | null): Told {
  return tell`${compared(figures)}${aside(testText(test))}${why && isBelow(test) ? NO_RISE_WORDS[why] : ''}.`;
}

export function elevated(
  figures: RecoveryFigures,
  test: TestResult,
  rising: readonly RisingSignature[],
): Told {
  const risen = rising
    .map(
      ({ signature, seen, usually: usual }) =>
        `${signatureText(signature)} ${seen} (usually ${approximate(usual)})`,
    )
    .join('; ');
  return tell`${compared(figures)}${aside(testText(test))}: ${risen}.`;
}

/** "6 an hour before, 41 an hour since 02:45:03, 13 min after the end: another cause is likely." */
export function laterRise({ others, observation, baseline }: RecoveryFigures, rise: LaterRise): Told {
  const until = observation?.interval.end ?? rise.start;
  const since = others.filter(({ time }) => time >= rise.start).length;
  const before = baseline ? perHour(baseline.ordinary, baseline.ms) : '?';
  return tell`${before} an hour before, ${perHour(since, until - rise.start)} an hour since ${formatClock(rise.start)}, ${formatDuration(rise.afterSeconds * 1000)} after the end: another cause is likely.`;
}

/** "14 other failures in 30 min, where 2.1 are usual". */
function compared({ others, observedMs, baseline }: RecoveryFigures): string {
  return `${others.length} other ${others.length === 1 ? 'failure' : 'failures'} in ${formatDuration(observedMs)}, where ${usually(baseline?.ordinary, baseline?.ms, observedMs)} are usual`;
}

// Recovery, doubt, and no evidence.

export function recovered(
  figures: RecoveryFigures,
  lagSeconds: number,
  absence: TestResult | undefined,
  life: Life | null,
): Told {
  const seen = wereDiscarded(figures) ? ' seen' : '';
  const last =
    lagSeconds > 0
      ? tell`Last failure${seen} ${lagText(lagSeconds)} after the end`
      : tell`No failure${seen} after the end`;
  const again = absence
    ? absenceText(figures, absence, lagSeconds)
    : `; ${ordinaryText(life?.ordinary ?? 0)} in ${formatDuration(life?.ms ?? 0)} ${life?.ordinary === 1 ? 'shows' : 'show'} it alive`;
  return tell`${last}${again}.${baselineRemark(figures)}`;
}

/** To the millisecond, and as people say it: "17.206 s", "17 s". */
function lagText(lagSeconds: number): Told {
  return either(formatDuration(lagSeconds * 1000), formatAbout(Math.max(100, lagSeconds * 1000)));
}

/**
 * "; had the outage gone on, 31 more requests would have failed in 30 min (binomial test, p = 1.2e-9)", in plain words
 * ", and none in the 30 min watched".
 */
function absenceText(
  { failedRequests, duringMs, observedMs, late }: RecoveryFigures,
  test: TestResult,
  lagSeconds: number,
): Told {
  const more = approximate((failedRequests * observedMs) / duringMs);
  const watched = `in the ${formatDuration(observedMs)} watched`;
  const seen = late ? `, not ${late.requests}` : '';
  const goneOn = `had the outage gone on, some ${more} more requests would have failed in ${formatDuration(observedMs)}${seen}`;
  const none = lagSeconds > 0 ? `, and none ${watched}` : `, ${watched}`;
  const few = late
    ? `; ${failedText(late.requests)} ${watched}, and some ${more} would have been had it gone on`
    : none;
  return either(`; ${goneOn} (${testText(test)})`, few, [goneOn, testText(test)]);
}

export function neitherAbsentNorAlive(figures: RecoveryFigures, absence: TestResult | null): Told {
  const { others, observedMs } = figures;
  const nothingMissed = 'The outage made no request fail that could be missed';
  const without = wereDiscarded(figures) ? DISCARDS_HIDE.text.slice(0, -1) : nothingMissed;
  const absent = absence
    ? tell`The absence of failures is not that unlikely${aside(testText(absence))}`
    : without;
  return tell`${absent}, and ${ordinaryText(others.length)} in ${formatDuration(observedMs)} ${others.length === 1 ? 'does' : 'do'} not show it alive.${baselineRemark(figures)}`;
}

export function doubtOfLate(figures: RecoveryFigures, late: LateFailures, pValue: number): Told {
  return tell`In doubt: ${lateText(late)}, ${comparedLate(figures, late)}${aside(formatPValue(pValue))}, too few for an alarm and too many to call it recovered.`;
}

export function doubtOfFewer({ others, observedMs }: RecoveryFigures, pValue: number): Told {
  return tell`In doubt: only ${ordinaryText(others.length)} in ${formatDuration(observedMs)}${aside(formatPValue(pValue))}.`;
}

export function doubtOfReporters({ silent: missing, known, atOnce }: ReporterSilence): Told {
  return tell`In doubt: ${missing.length} of its ${known} reporters not heard${aside(formatPValue(atOnce))}: ${missing.map(({ reporter }) => reporter).join(', ')}.`;
}

export function doubtOfRise(figures: RecoveryFigures, pValue: number): Told {
  return tell`In doubt: ${compared(figures)}${aside(formatPValue(pValue))}.`;
}

export function noEvidence(figures: RecoveryFigures, doubt: Told | null, needed: number | null): Told {
  const { observed, observedMs, followUp } = figures;
  const watchedMs = Math.max(observedMs, followUp?.ms ?? 0);
  const count = Math.max(observed.length, followUp?.count ?? 0);
  const seen = count === 0 ? 'Nothing heard' : `${oopses(count)} heard`;
  const text = doubt ?? `${seen} in ${formatDuration(watchedMs)}, which says nothing either way.`;
  const hidden = wereDiscarded(figures, 'follow-up') ? ` ${DISCARDS_HIDE.text}` : '';
  return tell`${text}${hidden}${baselineRemark(figures)}${moreText(needed)}`;
}

/** What stands behind counts that are the least there were. */
export function moreDiscarded(): Told {
  return tell`More events were thrown away.`;
}

// Numbers and names.

function signatureText({ type, value }: Signature): string {
  const line = value.split('\n', 1)[0] ?? '';
  const short = line.length > 60 ? `${line.slice(0, 59)}…` : line;
  return short === '' ? type : `${type}: ${short}`;
}

function lateText({ sightings }: LateFailures): string {
  return `${sightings.length} late outage ${sightings.length === 1 ? 'failure' : 'failures'}`;
}

function usually(count: number | undefined, ms: number | undefined, watchedMs: number): string {
  if (count === undefined || ms === undefined) return 'an unknown number of';
  return approximate((count * watchedMs) / ms);
}

function perHour(count: number, ms: number): string {
  return ms > 0 ? approximate((count * 3_600_000) / ms) : '?';
}

/** A number that is no count, with two digits that matter: `0.31`, `7.2`, `2800`. */
function approximate(amount: number): string {
  return String(Number(amount.toPrecision(2)));
}

/** "4 failed requests". */
function failedText(count: number): string {
  return `${count} failed ${count === 1 ? 'request' : 'requests'}`;
}

function oopses(count: number): string {
  return `${count} ${count === 1 ? 'OOPS' : 'OOPSes'}`;
}

function ordinaryText(count: number): string {
  return `${count} ordinary ${count === 1 ? 'OOPS' : 'OOPSes'}`;
}

function testText({ name, adjustedPValue }: TestResult): string {
  return `${name} test, ${formatPValue(adjustedPValue)}`;
}

/** Whether the test alone would have decided. */
function isBelow({ adjustedPValue, threshold }: TestResult): boolean {
  return adjustedPValue < threshold;
}

function baselineRemark({ baseline }: RecoveryFigures): string {
  return baseline ? '' : ' Its baseline is shorter than an hour: a silence or a rise could not be tested.';
}

function moreText(needed: number | null): string {
  return needed === null ? '' : ` Watch ${formatDuration(needed * 1000)} more.`;
}
