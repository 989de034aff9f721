import { formatDuration } from '../time/duration.js';
import { formatClock } from '../time/instant.js';
import type { Sighting, TestResult } from './evidence.js';
import type { RecoveryFigures } from './recovery-figures.js';

/** The words of the recovery check: one function a conclusion, each a sentence or two with the numbers that decided. */

export function ongoing(): string {
  return 'A window that holds it is still open.';
}

export function tooEarly(figures: RecoveryFigures, needed: number | null): string {
  const cut = figures.observation?.cutBy === 'window' ? ' before the next window on it' : ' so far';
  return `Only ${formatDuration(figures.observedMs)} could be watched${cut}.${moreText(needed)}`;
}

export function lateWithoutBaseline(figures: RecoveryFigures): string {
  return `${lateText(figures)}, and its baseline is shorter than an hour: it cannot be said whether they are usual.`;
}

export function notRecovered(figures: RecoveryFigures, test: TestResult): string {
  return `${lateText(figures)}, the last at ${clockText(figures.late.at(-1))}, with too little time after it to call it over; ${usualText(figures)} (${testText(test)}).`;
}

export function recoveredLate(figures: RecoveryFigures, lagSeconds: number, test: TestResult): string {
  return `${lateText(figures)}, the last ${formatDuration(lagSeconds * 1000)} after the end; ${usualText(figures)} (${testText(test)}).`;
}

export function silent(figures: RecoveryFigures, test: TestResult): string {
  return `Nothing heard in ${watchedText(figures)}, where ${predicted(figures, figures.baseline?.any)} OOPSes are usual (${testText(test)}): it may not have come back at all.`;
}

export function elevated(figures: RecoveryFigures, test: TestResult): string {
  const usual = predicted(figures, figures.baseline?.others);
  const risen = risingSignatures(figures)
    .map(({ name, seen, usually }) => `${name} ${seen} (usually ${approximate(usually)})`)
    .join('; ');
  return `${figures.others.length} other failures in ${watchedText(figures)}, where ${usual} are usual (${testText(test)}): ${risen}.`;
}

export function recovered(figures: RecoveryFigures, lagSeconds: number, isDecisive: boolean): string {
  const last =
    lagSeconds > 0
      ? `last failure ${formatDuration(lagSeconds * 1000)} after the end`
      : 'no failure after the end';
  const again = isDecisive
    ? `at the outage's rate some ${approximate(figures.failureRate * figures.observedMs)} more would have followed in ${watchedText(figures)}`
    : `${ordinaryText(figures)} in ${watchedText(figures)} ${figures.others.length === 1 ? 'shows' : 'show'} it alive`;
  return `${capitalise(last)}; ${again}.${baselineRemark(figures)}`;
}

export function noEvidence(figures: RecoveryFigures, needed: number | null): string {
  const { length } = figures.observed;
  const seen = length === 0 ? 'Nothing heard' : `${length} ${length === 1 ? 'OOPS' : 'OOPSes'} heard`;
  return `${seen} in ${watchedText(figures)}, which says nothing either way.${baselineRemark(figures)}${moreText(needed)}`;
}

/** The signatures whose count after the outage is the most above what their baseline predicts; at most five. */
function risingSignatures({ others, baseline, observedMs }: RecoveryFigures) {
  const risen = new Map<string, { name: string; seen: number; usually: number }>();
  for (const { signature } of others) {
    const key = JSON.stringify([signature.type, signature.value]);
    const entry = risen.get(key) ?? { name: signatureText(signature), seen: 0, usually: 0 };
    entry.seen += 1;
    risen.set(key, entry);
  }
  for (const { signature, count, isOutageFailure } of baseline?.counts ?? []) {
    const entry = risen.get(JSON.stringify([signature.type, signature.value]));
    if (entry && baseline && !isOutageFailure) entry.usually += (count * observedMs) / baseline.lengthMs;
  }
  return [...risen.values()]
    .filter(({ seen, usually }) => seen > usually)
    .sort((a, b) => b.seen - b.usually - (a.seen - a.usually) || (a.name < b.name ? -1 : 1))
    .slice(0, 5);
}

function signatureText({ type, value }: Sighting['signature']): string {
  const line = value.split('\n', 1)[0] ?? '';
  const short = line.length > 60 ? `${line.slice(0, 59)}…` : line;
  return short === '' ? type : `${type}: ${short}`;
}

function lateText({ late }: RecoveryFigures): string {
  return `${late.length} late outage ${late.length === 1 ? 'failure' : 'failures'}`;
}

function usualText(figures: RecoveryFigures): string {
  return `${predicted(figures, figures.baseline?.outageFailures)} are usual in that time`;
}

function predicted({ baseline, observedMs }: RecoveryFigures, count: number | undefined): string {
  if (!baseline || count === undefined) return 'an unknown number of';
  return approximate((count * observedMs) / baseline.lengthMs);
}

/** A number that is no count, with two digits that matter: `0.31`, `7.2`, `2800`. */
function approximate(amount: number): string {
  return String(Number(amount.toPrecision(2)));
}

function ordinaryText({ others }: RecoveryFigures): string {
  return `${others.length} ordinary ${others.length === 1 ? 'OOPS' : 'OOPSes'}`;
}

function watchedText({ observedMs }: RecoveryFigures): string {
  return formatDuration(observedMs);
}

function testText({ name, adjustedPValue }: TestResult): string {
  return `${name} test, p = ${formatProbability(adjustedPValue)}`;
}

function baselineRemark({ baseline }: RecoveryFigures): string {
  return baseline ? '' : ' Its baseline is shorter than an hour: a silence or a rise could not be tested.';
}

function moreText(needed: number | null): string {
  return needed === null ? '' : ` Watch ${formatDuration(needed * 1000)} more.`;
}

function clockText(sighting: Sighting | undefined): string {
  return sighting ? formatClock(sighting.time) : '';
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * Writes a probability with two digits that matter.
 *
 * @example
 * formatProbability(0.0312);  // '0.031'
 * formatProbability(1.2e-30); // '1.2e-30'
 * formatProbability(0);       // '< 1e-300'
 */
export function formatProbability(p: number): string {
  if (p < 1e-300) return '< 1e-300';
  if (p < 0.001) return p.toExponential(1);
  return String(Number(p.toPrecision(2)));
}
