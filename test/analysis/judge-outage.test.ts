import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAttributor } from '../../src/analysis/attribution.js';
import type {
  AttributedSighting,
  OutageEvidence,
  Sighting,
  SystemEvidence,
} from '../../src/analysis/evidence.js';
import { baselineIntervals, followUp, observe } from '../../src/analysis/stretches.js';
import { judgeOutage, outageVerdict, systemVerdict } from '../../src/analysis/verdict.js';
import { createWindowScopes } from '../../src/analysis/window-scope.js';
import { type OutageWindow, PHASES } from '../../src/outages/window.js';
import { covers } from '../../src/time/interval.js';
import {
  baselineOf,
  counted,
  discard,
  during,
  END,
  evidenceOf,
  failedRequests,
  HOUR,
  MINUTE,
  SETTINGS,
  START,
  sighting,
  systemOf,
  watchedFor,
  windowOf,
} from '../support/build-evidence.js';

describe('judgeOutage', () => {
  const storm = during(windowOf(), failedRequests(60, START));
  const well = systemOf({ system: 'web', attributed: storm });

  it('gives every system its two checks and their verdict, by name', () => {
    const quiet = systemOf({ system: 'librarian' });
    const bad = systemOf({ system: 'soyuz', attributed: during(windowOf(), [sighting('KeyError', START)]) });
    const { verdict, systems } = judgeOutage(evidenceOf(well, bad, quiet), SETTINGS);
    expect(
      systems.map((one) => [one.system, one.failure.verdict, one.recovery.verdict, one.verdict]),
    ).toEqual([
      ['librarian', 'no-evidence', 'no-evidence', 'inconclusive'],
      ['soyuz', 'failed-unexpectedly', 'no-evidence', 'not-as-expected'],
      ['web', 'failed-as-expected', 'recovered', 'as-expected'],
    ]);
    expect(verdict).toBe('not-as-expected');
  });

  it.each([
    ['recovered', watchedFor(30 * MINUTE), 'as-expected'],
    ['too early', watchedFor(5 * MINUTE - 1), 'inconclusive'],
  ])('judges one that failed well and is %s', (_, observation, verdict) => {
    expect(judgeOutage(evidenceOf({ ...well, observation }), SETTINGS).verdict).toBe(verdict);
  });

  it('counts requests, and what was thrown away up to the end of the observation', () => {
    const discards = [discard(START, 2), discard(END + 20 * MINUTE, 3), discard(END + 2 * HOUR, 9)];
    const { systems } = judgeOutage(evidenceOf({ ...well, discards }), SETTINGS);
    expect(systems).toMatchObject([{ requests: 60, discards: 5, mustFail: true }]);
    expect(systems[0]?.discardedBy).toEqual([{ reporter: 'WEB1', reason: 'queue_overflow', count: 5 }]);
    const untouched = judgeOutage(evidenceOf(systemOf({ during: 'unaffected' })), SETTINGS);
    expect(untouched.systems).toMatchObject([{ mustFail: false, requests: 0 }]);
  });

  it.each([
    // Nothing was seen: allowed in a partial window, as it should be in a shutdown; a downtime within it is not judged.
    [['partial', 'downtime', 'shutdown'], 'partial'],
    [['downtime', 'shutdown'], 'shutdown'],
    [['partial', 'downtime'], 'downtime'],
    [['partial'], 'partial'],
  ] as const)('names of %j the phase %s, which decided', (phases, phase) => {
    const windows = phases.map((one) => ({ window: windowOf({ phase: one }), named: true }));
    const { systems } = judgeOutage(evidenceOf(systemOf({ windows })), SETTINGS);
    expect(systems[0]?.phase).toBe(phase);
  });
});

describe('the judgement of any outage', () => {
  const anyWindow = fc
    .record({
      outage: fc.constantFrom('fdt-1', 'fdt-2'),
      phase: fc.constantFrom(...PHASES),
      systems: fc.constantFrom(['*'], ['web'], ['soyuz']),
      start: fc.integer({ min: 0, max: 20 }),
      length: fc.option(fc.integer({ min: 1, max: 10 }), { freq: 5 }),
    })
    .map(({ start, length, ...more }): OutageWindow => {
      const from = START + start * MINUTE;
      return windowOf({ ...more, start: from, end: length === null ? null : from + length * MINUTE });
    });
  const anyReport = fc.record({
    system: fc.constantFrom('web', 'soyuz'),
    time: fc.integer({ min: START - 2 * MINUTE, max: START + 80 * MINUTE }),
    type: fc.constantFrom('DisconnectionError', 'KeyError', 'NotFound', 'Tolerated'),
  });
  const anyIncident = fc.record({
    windows: fc.array(anyWindow, { minLength: 1, maxLength: 5 }),
    reports: fc.array(anyReport, { maxLength: 60 }),
    usual: fc.nat({ max: 2000 }),
    observedUntil: fc.integer({ min: START, max: START + 2 * HOUR }),
  });

  it('gives every OOPS of its windows one meaning, and follows from its checks', () => {
    fc.assert(
      fc.property(anyIncident, (incident) => {
        const evidence = gather(incident);
        const { verdict, systems } = judgeOutage(evidence, SETTINGS);
        systems.forEach(({ system, failure, recovery, sightings: disposed, verdict: own }) => {
          const attributed = evidence.systems.find((one) => one.system === system)?.attributed ?? [];
          for (const sighting of attributed) {
            expect(Object.values(disposed).filter((own) => own.includes(sighting))).toHaveLength(1);
          }
          expect(Object.values(disposed).flat()).toHaveLength(attributed.length);
          expect(failure.expected + failure.background + failure.unexpected).toBe(attributed.length);
          expect(own).toBe(systemVerdict(failure.verdict, recovery.verdict));
          for (const { adjustedPValue, pValue } of [failure.evidence.test, recovery.evidence.test].filter(
            (test) => test !== null,
          )) {
            expect(adjustedPValue).toBeGreaterThanOrEqual(pValue);
            expect(adjustedPValue).toBeLessThanOrEqual(1);
          }
        });
        expect(verdict).toBe(outageVerdict(systems, SETTINGS.verdict.minimumShare));
        const idle = systemOf({ system: 'idle', observation: watchedFor(0) });
        const joined = judgeOutage({ ...evidence, systems: [idle, ...evidence.systems] }, SETTINGS);
        expect(joined.systems.filter(({ system }) => system !== 'idle')).toEqual(systems);
        const reversed = { ...evidence, systems: evidence.systems.toReversed() };
        expect(judgeOutage(reversed, SETTINGS)).toEqual({ verdict, systems });
      }),
      { numRuns: 200 },
    );
  });
});

/** The evidence of `fdt-1`, gathered plainly. */
function gather({
  windows,
  reports,
  usual,
  observedUntil,
}: {
  windows: readonly OutageWindow[];
  reports: readonly { system: string; time: number; type: string }[];
  usual: number;
  observedUntil: number;
}): OutageEvidence {
  const scopes = createWindowScopes(windows);
  const attributor = createAttributor(scopes, SETTINGS.attribution);
  const read = reports
    .filter(({ time }) => time < observedUntil)
    .sort((a, b) => a.time - b.time)
    .map(({ system, time, type }) => ({ system, seen: sighting(type, time) }));
  const systems = ['web', 'soyuz'].flatMap((system) => {
    const holding = scopes.holding(system);
    const own = holding.filter(({ window }) => window.outage === 'fdt-1');
    const others = holding.filter(({ window }) => window.outage !== 'fdt-1');
    if (own.length === 0) return [];
    const start = Math.min(...own.map(({ window }) => window.start));
    const ends = own.map(({ window }) => window.end);
    const end = ends.includes(null) ? null : Math.max(...ends.map(Number));
    const observation = end === null ? null : observe(end, others, observedUntil, SETTINGS);
    const heard = read.filter((one) => one.system === system).map(({ seen }) => seen);
    const attributed = heard.flatMap((seen): AttributedSighting[] => {
      const found = attributor.attribute(
        { system, time: seen.time, inexact: false, durationMs: null },
        () => seen.isOutageFailure,
      );
      return found?.window.outage === 'fdt-1' ? [{ ...seen, ...found }] : [];
    });
    const afterwards = heard.filter(({ time }) => end !== null && time >= end);
    const following = followed({ start, end }, others, observedUntil, afterwards);
    return [
      systemOf({
        system,
        windows: own,
        start,
        end,
        baseline: baselineOf(usual > 0 ? [counted('NotFound', usual)] : [], {
          intervals: baselineIntervals(start, holding, [], START - 48 * HOUR, SETTINGS),
        }),
        attributed,
        observation,
        ...following,
        afterwards,
      }),
    ];
  });
  return { outage: 'fdt-1', systems, unheardDiscards: [], observedUntil };
}

function followed(
  { start, end }: { readonly start: number; readonly end: number | null },
  others: Parameters<typeof followUp>[1],
  observedUntil: number,
  afterwards: readonly Sighting[],
): Pick<SystemEvidence, 'followUp' | 'followUpCounts'> {
  if (end === null) return { followUp: null, followUpCounts: null };
  const stretch = followUp({ start, end }, others, observedUntil, null, SETTINGS);
  const seen = afterwards.filter(({ time }) => covers(stretch.interval, time));
  const counts = {
    count: seen.length,
    ordinary: seen.filter(({ isOutageFailure }) => !isOutageFailure).length,
    sameHours: [0],
    firstHours: [stretch.firstHours],
    late: seen.filter(({ isOutageFailure }) => isOutageFailure),
    ordinaryAfterLate: 0,
  };
  return { followUp: stretch, followUpCounts: counts };
}
