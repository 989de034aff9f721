import { formatDuration } from '../../time/duration.js';
import { formatClock } from '../../time/instant.js';
import type { BackgroundTest } from '../disposition.js';
import type { Baseline, Sighting, SightingElsewhere } from '../evidence.js';
import { formatPValue } from '../statistics/probability-text.js';
import { isSufficient } from '../stretches.js';

/** The words of the failure check: one function a conclusion, each a sentence or two with the numbers that decided. */

/** Whether unexpected OOPSes of types that the baseline has not are no more than new types turn up anyway. */
export interface NewTypes {
  /** Types that were seen exactly once in the baseline. */
  readonly seenOnce: number;
  readonly pValue: number;
  readonly explained: boolean;
}

export function notShutDown(heard: readonly Sighting[], elsewhere: readonly SightingElsewhere[]): string {
  return `It should have been stopped, but wrote ${oopses(heard.length)}${spanText(heard)}${otherOutages(heard, elsewhere)}.`;
}

export function notHeard(atItsEdge: number): string {
  return atItsEdge === 0 ? 'It was not.' : `Only ${oopses(atItsEdge)} at its edges.`;
}

export function stayedSilent(expected: number, atItsEdge: number): string {
  const edge =
    atItsEdge > 0
      ? ` ${oopses(atItsEdge)} at its edges ${atItsEdge === 1 ? 'does' : 'do'} not count: clocks differ, and work ends late.`
      : '';
  return expected > 0
    ? `${expectedFailures(expected)}, of work that the shutdown cut off or that its start let in; else silent.${edge}`
    : `Not heard while it was shut down.${edge}`;
}

export function affected(count: number, tests: readonly BackgroundTest[], turnUp: NewTypes | null): string {
  return `An outage should not touch it, but ${oopses(count)} above or outside its usual rates.${testText(tests)}${newTypesText(turnUp)}`;
}

export function affectedWithoutBaseline(count: number): string {
  return `${oopses(count)}, and its baseline is shorter than an hour: it cannot be said whether they are usual.`;
}

export function unaffected(background: number, ofNewTypes: number, tests: readonly BackgroundTest[]): string {
  const usual =
    background > 0
      ? `${oopses(background)}, as its usual rates explain.${testText(tests)}`
      : 'Nothing that would not have been there anyway.';
  return `${usual}${ofNewTypesText(ofNewTypes)}`;
}

export function allowed(
  failures: number,
  background: number,
  ofNewTypes: number,
  elsewhere: readonly SightingElsewhere[],
): string {
  const all = elsewhere.map(({ sighting }) => sighting);
  return `${expectedFailures(failures)} and ${background} background, as a partial outage allows${otherOutages(all, elsewhere)}.${ofNewTypesText(ofNewTypes)}`;
}

export function allowedToFail(): string {
  return 'It may fail in a partial outage, and did not.';
}

export function nothingSeen(ordinary: readonly Sighting[], elsewhere: readonly SightingElsewhere[]): string {
  return ordinary.length === 0
    ? 'Nothing was seen, and nothing says that something should have been.'
    : `No expected failure was seen, and ${oopses(ordinary.length)} of the ordinary kind ${ordinary.length === 1 ? 'says' : 'say'} nothing either way${otherOutages(ordinary, elsewhere)}.`;
}

export function noneUnexpected(tests: readonly BackgroundTest[]): string {
  return `None was seen.${testText(tests)}`;
}

export function newTypesTurnUp(count: number, turnUp: NewTypes): string {
  return `${oopses(count)} of types that the baseline has not, but new types turn up anyway:${newTypesText(turnUp)}`;
}

export function failedUnexpectedly(
  unexpected: readonly Sighting[],
  expected: number,
  baseline: Baseline,
  tests: readonly BackgroundTest[],
  turnUp: NewTypes | null,
): string {
  const remark = isSufficient(baseline.intervals)
    ? ''
    : ' Its baseline is shorter than an hour, so no usual rate could explain anything.';
  return `${oopses(unexpected.length)} that should not have been there${spanText(unexpected)}, beside ${expectedFailures(expected)}.${remark}${testText(tests)}${newTypesText(turnUp)}`;
}

export function failedAsExpected(
  failures: readonly Sighting[],
  background: number,
  ofNewTypes: number,
  elsewhere: readonly SightingElsewhere[],
): string {
  const more = background > 0 ? `; ${background} background` : '';
  return `${expectedFailures(failures.length)}${spanText(failures)}${otherOutages(failures, elsewhere)}${more}.${ofNewTypesText(ofNewTypes)}`;
}

export function discardsHide(): string {
  return 'Events were thrown away meanwhile: it cannot be said what was not seen.';
}

export function tooFewOrdinary(count: number, fewest: number): string {
  return `${oopses(count)} of the ordinary kind: at least ${fewest} would be needed.`;
}

export function noBaseline(): string {
  return 'Its baseline is shorter than an hour: there is nothing to compare with.';
}

/** "8 ordinary OOPSes where 6.2 are usual (Poisson, p = 0.81)". */
export function wentOn(count: number, usual: number, pValue: number, dispersion: number): string {
  const scatter = dispersion > 1 ? `, counted in clumps of ${Number(dispersion.toPrecision(2))}` : '';
  return `${count} ordinary ${count === 1 ? 'OOPS' : 'OOPSes'} where ${Number(usual.toPrecision(2))} are usual (Poisson, ${formatPValue(pValue)}${scatter})`;
}

export function earlierDowntimes(failed: number, all: number, requests: number): string {
  return `${failed} of ${all} earlier downtimes no longer than half as long again showed at least ${requests} failed requests`;
}

export function tooFewEarlier(compared: string, fewest: number): string {
  return `${compared}: at least ${fewest} such downtimes would be needed.`;
}

export function onlyDiscards(count: number): string {
  return `Nothing was seen, but at least ${count} ${count === 1 ? 'event was' : 'events were'} thrown away: it cannot be said that nothing happened.`;
}

/** What stands behind counts that are the least there were. */
export function moreDiscarded(count: number): string {
  return `At least ${count} more ${count === 1 ? 'event was' : 'events were'} thrown away.`;
}

/** ", 2 of them within outage fdt-2", or nothing where all of the OOPSes belong to this one. */
export function otherOutages(
  sightings: readonly Sighting[],
  elsewhere: readonly SightingElsewhere[],
): string {
  if (elsewhere.length === 0) return '';
  const shown = new Set(sightings);
  const among = elsewhere.filter(({ sighting }) => shown.has(sighting));
  const outages = [...new Set(among.map(({ outage }) => outage))].sort();
  return outages.length === 0 ? '' : `, ${among.length} of them within outage ${outages.join(', ')}`;
}

function ofNewTypesText(count: number): string {
  if (count === 0) return '';
  return ` ${oopses(count)} of ${count === 1 ? 'a new type does' : 'new types do'} not count, as new types turn up anyway.`;
}

function oopses(count: number): string {
  return `${count} ${count === 1 ? 'OOPS' : 'OOPSes'}`;
}

function expectedFailures(count: number): string {
  return `${count} expected ${count === 1 ? 'failure' : 'failures'}`;
}

/** " at 08:53:06" or " from 08:53:06 to 08:55:17". */
function spanText(sightings: readonly Sighting[]): string {
  const first = sightings[0];
  const last = sightings.at(-1);
  if (!first || !last) return '';
  const [from, to] = [formatClock(first.time), formatClock(last.time)];
  return from === to ? ` at ${from}` : ` from ${from} to ${to}`;
}

function newTypesText(turnUp: NewTypes | null): string {
  if (turnUp === null) return '';
  const { seenOnce, pValue } = turnUp;
  return ` ${seenOnce} ${seenOnce === 1 ? 'type was' : 'types were'} seen only once in the baseline (Poisson, ${formatPValue(pValue)}).`;
}

/** The tests that told background from news, in words. */
function testText(tests: readonly BackgroundTest[]): string {
  return tests
    .map(
      ({ type, seen, seenInBaseline, baselineMs, duringMs, result }) =>
        ` ${type ?? 'Unknown type'}: ${seen} in ${formatDuration(duringMs)} against ${seenInBaseline} in ${formatDuration(baselineMs)} before (Poisson, ${formatPValue(result.adjustedPValue)}).`,
    )
    .join('');
}
