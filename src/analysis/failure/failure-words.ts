import { aside, either, joinTold, sentenceOfFigures, type Told, tell } from '../../text/told.js';
import { formatDuration } from '../../time/duration.js';
import { formatClock } from '../../time/instant.js';
import type { BackgroundTest } from '../disposition.js';
import type { Baseline, Sighting, SightingElsewhere } from '../evidence.js';
import { formatPValue } from '../statistics/probability-text.js';
import { isSufficient } from '../stretches.js';

/** The words of the failure check: one function a conclusion, each a sentence or two with the numbers that decided. */

/** What is there anyway, as the data calls it and as people do. */
const BACKGROUND = either('background', 'usual anyway');

/** Whether unexpected OOPSes of types that the baseline has not are no more than new types turn up anyway. */
export interface NewTypes {
  /** Types that were seen exactly once in the baseline. */
  readonly seenOnce: number;
  readonly pValue: number;
  readonly explained: boolean;
}

export function notShutDown(heard: readonly Sighting[], elsewhere: readonly SightingElsewhere[]): Told {
  return tell`It should have been stopped, but wrote ${oopses(heard.length)}${spanText(heard)}${otherOutages(heard, elsewhere)}.`;
}

export function notHeard(atItsEdge: number): Told {
  return atItsEdge === 0 ? tell`It was not.` : tell`Only ${oopses(atItsEdge)} at its edges.`;
}

export function stayedSilent(expected: number, atItsEdge: number): Told {
  const edge =
    atItsEdge > 0
      ? tell` ${oopses(atItsEdge)} at its edges ${atItsEdge === 1 ? 'does' : 'do'} not count: clocks differ, and work ends late.`
      : '';
  return expected > 0
    ? tell`${expectedFailures(expected)}, of work that the shutdown cut off or that its start let in; else silent.${edge}`
    : tell`Not heard while it was shut down.${edge}`;
}

export function affected(count: number, tests: readonly BackgroundTest[], turnUp: NewTypes | null): Told {
  return tell`An outage should not touch it, but ${oopses(count)} above or outside its usual rates.${testText(tests)}${newTypesText(turnUp)}`;
}

export function affectedWithoutBaseline(count: number): Told {
  return tell`${oopses(count)}, and its baseline is shorter than an hour: it cannot be said whether they are usual.`;
}

export function unaffected(background: number, ofNewTypes: number, tests: readonly BackgroundTest[]): Told {
  const usual =
    background > 0
      ? tell`${oopses(background)}, as its usual rates explain.${testText(tests)}`
      : 'Nothing that would not have been there anyway.';
  return tell`${usual}${ofNewTypesText(ofNewTypes)}`;
}

export function allowed(
  failures: number,
  background: number,
  ofNewTypes: number,
  elsewhere: readonly SightingElsewhere[],
): Told {
  const all = elsewhere.map(({ sighting }) => sighting);
  const usual = either(
    ` and ${background} ${BACKGROUND.text}`,
    background === 0 ? '' : ` and ${background} ${BACKGROUND.inWords}`,
  );
  return tell`${expectedFailures(failures)}${usual}, as a partial outage allows${otherOutages(all, elsewhere)}.${ofNewTypesText(ofNewTypes)}`;
}

export function allowedToFail(): Told {
  return tell`It may fail in a partial outage, and did not.`;
}

export function nothingSeen(ordinary: readonly Sighting[], elsewhere: readonly SightingElsewhere[]): Told {
  return ordinary.length === 0
    ? tell`Nothing was seen, and nothing says that something should have been.`
    : tell`No expected failure was seen, and ${oopses(ordinary.length)} of the ordinary kind ${ordinary.length === 1 ? 'says' : 'say'} nothing either way${otherOutages(ordinary, elsewhere)}.`;
}

export function noneExpected(): Told {
  return tell`None was seen.`;
}

export function noneUnexpected(tests: readonly BackgroundTest[]): Told {
  return tell`None was seen.${testText(tests)}`;
}

export function newTypesTurnUp(count: number, turnUp: NewTypes): Told {
  return tell`${oopses(count)} of types that the baseline has not, but new types turn up anyway${either(':', '.')}${newTypesText(turnUp)}`;
}

export function failedUnexpectedly(
  unexpected: readonly Sighting[],
  expected: number,
  baseline: Baseline,
  tests: readonly BackgroundTest[],
  turnUp: NewTypes | null,
): Told {
  const remark = isSufficient(baseline.intervals)
    ? ''
    : ' Its baseline is shorter than an hour, so no usual rate could explain anything.';
  return tell`${oopses(unexpected.length)} that should not have been there${spanText(unexpected)}, beside ${expectedFailures(expected)}.${remark}${testText(tests)}${newTypesText(turnUp)}`;
}

export function failedAsExpected(
  failures: readonly Sighting[],
  background: number,
  ofNewTypes: number,
  elsewhere: readonly SightingElsewhere[],
): Told {
  const more = background > 0 ? tell`; ${background} ${BACKGROUND}` : '';
  return tell`${expectedFailures(failures.length)}${spanText(failures)}${otherOutages(failures, elsewhere)}${more}.${ofNewTypesText(ofNewTypes)}`;
}

export function discardsHide(): Told {
  return tell`Events were thrown away meanwhile: it cannot be said what was not seen.`;
}

export function tooFewOrdinary(count: number, fewest: number): Told {
  return tell`${oopses(count)} of the ordinary kind: at least ${fewest} would be needed.`;
}

export function noBaseline(): Told {
  return tell`Its baseline is shorter than an hour: there is nothing to compare with.`;
}

/** "8 ordinary OOPSes where 6.2 are usual (Poisson, p = 0.81)". */
export function wentOn(count: number, usual: number, pValue: number, dispersion: number): Told {
  const scatter = dispersion > 1 ? `, counted in clumps of ${Number(dispersion.toPrecision(2))}` : '';
  return tell`${count} ordinary ${count === 1 ? 'OOPS' : 'OOPSes'} where ${Number(usual.toPrecision(2))} are usual${aside(`Poisson, ${formatPValue(pValue)}${scatter}`)}`;
}

export function earlierDowntimes(failed: number, all: number, requests: number): string {
  return `${failed} of ${all} earlier downtimes no longer than half as long again showed at least ${requests} failed requests`;
}

export function tooFewEarlier(compared: string, fewest: number): Told {
  return tell`${compared}: at least ${fewest} such downtimes would be needed.`;
}

export function onlyDiscards(count: number): Told {
  return tell`Nothing was seen, but at least ${count} ${count === 1 ? 'event was' : 'events were'} thrown away: it cannot be said that nothing happened.`;
}

/** What stands behind counts that are the least there were. */
export function moreDiscarded(count: number): Told {
  return tell`At least ${count} more ${count === 1 ? 'event was' : 'events were'} thrown away.`;
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

function newTypesText(turnUp: NewTypes | null): Told | string {
  if (turnUp === null) return '';
  const { seenOnce, pValue } = turnUp;
  return sentenceOfFigures(
    `${seenOnce} ${seenOnce === 1 ? 'type was' : 'types were'} seen only once in the baseline (Poisson, ${formatPValue(pValue)})`,
  );
}

/** The tests that told background from news, in figures. */
function testText(tests: readonly BackgroundTest[]): Told {
  return joinTold(
    tests.map(({ type, seen, seenInBaseline, baselineMs, duringMs, result }) =>
      sentenceOfFigures(
        `${type ?? 'Unknown type'}: ${seen} in ${formatDuration(duringMs)} against ${seenInBaseline} in ${formatDuration(baselineMs)} before (Poisson, ${formatPValue(result.adjustedPValue)})`,
      ),
    ),
  );
}
