import type { Signature } from '../../oops/oops.js';
import { formatDuration } from '../../time/duration.js';
import { formatClock } from '../../time/instant.js';
import type { TestResult } from '../evidence.js';
import { formatPValue } from '../statistics/probability-text.js';
import { type LateFailures, type RecoveryFigures, wereDiscarded } from './recovery-figures.js';
import type { LaterRise, Life, ReporterSilence, RisingSignature } from './recovery-row.js';

/** The words of the recovery check: one function a conclusion, each a sentence or two with the numbers that decided. */

export function ongoing(): string {
  return 'A window that holds it is still open.';
}

export function watched(observedMs: number): string {
  return `It was watched for ${formatDuration(observedMs)}.`;
}

export function tooEarly(observedMs: number, needed: number | null): string {
  return `Only ${formatDuration(observedMs)} could be watched so far.${moreText(needed)}`;
}

export function noTimeBeforeNextWindow(wantedMs: number): string {
  return `Only ${formatDuration(wantedMs)} lie before the next window on it, which is too short to tell.`;
}

// Late failures.

export function notWithoutBaseline({ late }: RecoveryFigures): string {
  return late ? 'Its baseline is long enough.' : 'There are none.';
}

export function lateWithoutBaseline(late: LateFailures): string {
  return `${lateText(late)}, and its baseline is shorter than an hour: it cannot be said whether they are usual.`;
}

export function noLate({ baseline }: RecoveryFigures, late: LateFailures | null): string {
  return late && !baseline ? noBaseline() : 'There are none.';
}

export function lateExplained(figures: RecoveryFigures, late: LateFailures, test: TestResult): string {
  const few = isBelow(test) ? ', which is not twice as often' : '';
  return `${lateText(late)}, ${comparedLate(figures, late)} (${testText(test)})${few}.`;
}

export function notRecovered(figures: RecoveryFigures, late: LateFailures, test: TestResult): string {
  const last = late.sightings.at(-1);
  const at = last ? `, the last at ${formatClock(last.time)}` : '';
  return `${lateText(late)}${at}, and ${formatDuration(late.quietMs)} after it are too little to call it over; ${comparedLate(figures, late)} (${testText(test)}).`;
}

export function recoveredLate(
  figures: RecoveryFigures,
  late: LateFailures,
  test: TestResult,
  quiet: TestResult | null,
  lagSeconds: number,
): string {
  const over = quiet
    ? `so long a quiet would be unlikely had they gone on (${testText(quiet)})`
    : `${ordinaryText(late.ordinaryAfter)} after it ${late.ordinaryAfter === 1 ? 'shows' : 'show'} it alive`;
  return `${lateText(late)}, the last ${formatDuration(lagSeconds * 1000)} after the end: ${over}; ${comparedLate(figures, late)} (${testText(test)}).`;
}

/** "4 failed requests in 30 min, where 0.2 are usual". */
function comparedLate({ baseline }: RecoveryFigures, late: LateFailures): string {
  const requests = `${late.requests} failed ${late.requests === 1 ? 'request' : 'requests'} in ${formatDuration(late.ms)}`;
  return `${requests}, where ${usually(baseline?.failedRequests, baseline?.ms, late.ms)} are usual`;
}

// Silence.

export function heard(figures: RecoveryFigures, count: number): string {
  if (count > 0) return `${oopses(count)} heard.`;
  if (!figures.baseline) return noBaseline();
  return wereDiscarded(figures, 'follow-up') ? discardsHide() : 'Nothing to ask.';
}

export function silent(figures: RecoveryFigures, watchedMs: number, test: TestResult): string {
  const { baseline } = figures;
  return `Nothing heard in ${formatDuration(watchedMs)}, where ${usually(baseline?.count, baseline?.ms, watchedMs)} OOPSes are usual (${testText(test)}): it may not have come back at all.`;
}

export function notSilent(test: TestResult, second: number | null): string {
  const before = second === null ? '' : `, by what was seen just before ${formatPValue(second)}`;
  return `Nothing heard, which is not that unlikely (${testText(test)}${before}).`;
}

export function notSilentInFollowUp(
  test: TestResult,
  sameHours: readonly { readonly daysBack: number; readonly count: number }[],
): string {
  const compared = sameHours.map(
    ({ daysBack, count }) => `${count} in the same hours ${daysBack === 1 ? 'the day' : 'a week'} before`,
  );
  return `Nothing heard, which is not that unlikely (${testText(test)}; ${compared.join(', ')}).`;
}

export function weekend(): string {
  return 'Nothing heard, but it is a weekend, and the same hours a week before are not known.';
}

export function fewer({ others, observedMs, baseline }: RecoveryFigures, test: TestResult): string {
  return `Only ${ordinaryText(others.length)} in ${formatDuration(observedMs)}, where ${usually(baseline?.ordinary, baseline?.ms, observedMs)} are usual (${testText(test)}): a part of it may not have come back.`;
}

export function reportersSilent(
  names: readonly string[],
  { known, newcomers }: ReporterSilence,
  watchedMs: number,
  test: TestResult,
): string {
  const made = newcomers.length > 0 ? `; new: ${newcomers.join(', ')}` : '';
  return `${names.length} of its ${known} reporters not heard in ${formatDuration(watchedMs)}: ${names.join(', ')}${made} (${testText(test)}).`;
}

export function notPartlySilent(
  figures: RecoveryFigures,
  fewerTest: TestResult | null,
  silence: ReporterSilence | null,
  atOnce: TestResult | null,
): string {
  const { others, baseline, observedMs } = figures;
  const parts = [
    fewerTest
      ? `${ordinaryText(others.length)} where ${usually(baseline?.ordinary, baseline?.ms, observedMs)} are usual (${testText(fewerTest)})${isBelow(fewerTest) ? ', but not under two fifths of it, or not so by what was seen just before' : ''}`
      : null,
    silence && atOnce
      ? `${silence.silent.length} of ${silence.known} reporters not heard (${testText(atOnce)})`
      : null,
  ].filter((part) => part !== null);
  if (parts.length > 0) return `${capitalise(parts.join('; '))}.`;
  return wereDiscarded(figures, 'follow-up') ? discardsHide() : 'Nothing to compare.';
}

// A rise.

export function noRise({ baseline }: RecoveryFigures): string {
  return baseline ? 'No other failures.' : noBaseline();
}

/** Why more other failures than usual are no rise. */
export type NoRise = 'not doubled' | 'a clump' | 'seen just before';

const NO_RISE_WORDS: Readonly<Record<NoRise, string>> = {
  'not doubled': ', which is not twice as often',
  'a clump': ', but without their densest stretch not twice as often',
  'seen just before': ', but against what was seen just before it is no rise',
};

export function usualRate(figures: RecoveryFigures, test: TestResult, why: NoRise | null): string {
  return `${compared(figures)} (${testText(test)})${why && isBelow(test) ? NO_RISE_WORDS[why] : ''}.`;
}

export function elevated(
  figures: RecoveryFigures,
  test: TestResult,
  rising: readonly RisingSignature[],
): string {
  const risen = rising
    .map(
      ({ signature, seen, usually: usual }) =>
        `${signatureText(signature)} ${seen} (usually ${approximate(usual)})`,
    )
    .join('; ');
  return `${compared(figures)} (${testText(test)}): ${risen}.`;
}

/** "6 an hour before, 41 an hour since 02:45:03, 13 min after the end: another cause is likely." */
export function laterRise({ others, observation, baseline }: RecoveryFigures, rise: LaterRise): string {
  const until = observation?.interval.end ?? rise.start;
  const since = others.filter(({ time }) => time >= rise.start).length;
  const before = baseline ? perHour(baseline.ordinary, baseline.ms) : '?';
  return `${before} an hour before, ${perHour(since, until - rise.start)} an hour since ${formatClock(rise.start)}, ${formatDuration(rise.afterSeconds * 1000)} after the end: another cause is likely.`;
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
): string {
  const seen = wereDiscarded(figures) ? ' seen' : '';
  const last =
    lagSeconds > 0
      ? `last failure${seen} ${formatDuration(lagSeconds * 1000)} after the end`
      : `no failure${seen} after the end`;
  const again = absence
    ? absenceText(figures, absence)
    : `${ordinaryText(life?.ordinary ?? 0)} in ${formatDuration(life?.ms ?? 0)} ${life?.ordinary === 1 ? 'shows' : 'show'} it alive`;
  return `${capitalise(last)}; ${again}.${baselineRemark(figures)}`;
}

/** "had the outage gone on, 31 more requests would have failed in 30 min (binomial test, p = 1.2e-9)". */
function absenceText(
  { failedRequests, duringMs, observedMs, late }: RecoveryFigures,
  test: TestResult,
): string {
  const more = approximate((failedRequests * observedMs) / duringMs);
  const seen = late ? `, not ${late.requests}` : '';
  return `had the outage gone on, some ${more} more requests would have failed in ${formatDuration(observedMs)}${seen} (${testText(test)})`;
}

export function neitherAbsentNorAlive(figures: RecoveryFigures, absence: TestResult | null): string {
  const { others, observedMs } = figures;
  const nothingMissed = 'the outage made no request fail that could be missed';
  const without = wereDiscarded(figures) ? discardsHide().slice(0, -1) : nothingMissed;
  const absent = absence ? `the absence of failures is not that unlikely (${testText(absence)})` : without;
  return `${capitalise(absent)}, and ${ordinaryText(others.length)} in ${formatDuration(observedMs)} ${others.length === 1 ? 'does' : 'do'} not show it alive.${baselineRemark(figures)}`;
}

export function doubtOfLate(figures: RecoveryFigures, late: LateFailures, pValue: number): string {
  return `In doubt: ${lateText(late)}, ${comparedLate(figures, late)} (${formatPValue(pValue)}), too few for an alarm and too many to call it recovered.`;
}

export function doubtOfFewer({ others, observedMs }: RecoveryFigures, pValue: number): string {
  return `In doubt: only ${ordinaryText(others.length)} in ${formatDuration(observedMs)} (${formatPValue(pValue)}).`;
}

export function doubtOfReporters({ silent: missing, known, atOnce }: ReporterSilence): string {
  return `In doubt: ${missing.length} of its ${known} reporters not heard (${formatPValue(atOnce)}): ${missing.map(({ reporter }) => reporter).join(', ')}.`;
}

export function doubtOfRise(figures: RecoveryFigures, pValue: number): string {
  return `In doubt: ${compared(figures)} (${formatPValue(pValue)}).`;
}

export function noEvidence(figures: RecoveryFigures, doubt: string | null, needed: number | null): string {
  const { observed, observedMs, followUp } = figures;
  const watchedMs = Math.max(observedMs, followUp?.ms ?? 0);
  const count = Math.max(observed.length, followUp?.count ?? 0);
  const seen = count === 0 ? 'Nothing heard' : `${oopses(count)} heard`;
  const text = doubt ?? `${seen} in ${formatDuration(watchedMs)}, which says nothing either way.`;
  const hidden = wereDiscarded(figures, 'follow-up') ? ` ${discardsHide()}` : '';
  return `${text}${hidden}${baselineRemark(figures)}${moreText(needed)}`;
}

/** What stands behind counts that are the least there were. */
export function moreDiscarded(): string {
  return 'More events were thrown away.';
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

function noBaseline(): string {
  return 'Its baseline is shorter than an hour: there is nothing to compare with.';
}

function discardsHide(): string {
  return 'Events were thrown away: what was not heard says nothing.';
}

function baselineRemark({ baseline }: RecoveryFigures): string {
  return baseline ? '' : ' Its baseline is shorter than an hour: a silence or a rise could not be tested.';
}

function moreText(needed: number | null): string {
  return needed === null ? '' : ` Watch ${formatDuration(needed * 1000)} more.`;
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
