import fc from 'fast-check';
import { VERDICTS } from '../../../../src/analysis/verdict.js';
import type { OutageReport } from '../../../../src/reports/outage/outage-report.js';
import { HOSTILE } from '../hostile-report.js';

const START = Date.parse('2026-11-18T09:00:00Z');
interface Span {
  readonly start: number;
  readonly end: number;
  readonly secondsPerCount: number;
}

const iso = (at: number) => new Date(at).toISOString();

const anyName = fc.oneof(
  fc.string({ minLength: 1, maxLength: 40 }),
  fc.constantFrom('web', HOSTILE, 'ＷＩＤＥ名前の長いサービスの名前のサービス', 'M'.repeat(60)),
);

/** What the pictures of an outage are made of: any lengths, any counts, any names. */
export const anyPicturedReport: fc.Arbitrary<OutageReport> = fc
  .record({
    names: fc.uniqueArray(anyName, { minLength: 1, maxLength: 30 }),
    lastsSeconds: fc.constantFrom(4, 90, 132, 1200, 21_600, 200_000),
    isOpen: fc.boolean(),
    stormStep: fc.constantFrom(1, 5, 60),
    courseStep: fc.constantFrom(15, 30, 300),
    seed: fc.infiniteStream(fc.nat({ max: 60 })),
    isStormHeard: fc.boolean(),
  })
  .map(({ names, lastsSeconds, isOpen, stormStep, courseStep, seed, isStormHeard }) => {
    const next = () => seed.next().value as number;
    const end = START + lastsSeconds * 1000;
    const timeline = { start: START - 10_000, end: end + 110_000, secondsPerCount: stormStep };
    const course = { start: START - 1_800_000, end: end + 1_860_000, secondsPerCount: courseStep };
    const countsOf = ({ start, end: until, secondsPerCount }: Span) => {
      const counts = new Array<number>(Math.ceil((until - start) / 1000 / secondsPerCount)).fill(0);
      for (let at = next() % counts.length; at < counts.length; at += 1 + next()) counts[at] = next();
      return counts;
    };
    const stretches = {
      windows: [{ phase: 'downtime', start: iso(START), end: isOpen ? null : iso(end) }],
      observation: isOpen ? null : { start: iso(end + 60_000), end: iso(end + 1_860_000) },
    };
    const kindsOf = (span: Span) => ({
      expected: countsOf(span),
      unexpected: countsOf(span),
      late: countsOf(span),
    });
    return {
      outage: 'db-move',
      start: iso(START),
      end: isOpen ? null : iso(end),
      observedUntil: iso(end),
      systems: names.map((system) => ({
        system,
        verdict: VERDICTS[next() % VERDICTS.length],
        failure: { verdict: 'failed-unexpectedly' },
        recovery: {
          verdict: 'partly-silent',
          missingReporters: next() % 3 === 0 ? [system] : [],
          laterRise:
            next() % 3 === 0
              ? { start: iso(end + next() * 60_000), signatures: [{ type: system, value: '' }] }
              : null,
        },
      })),
      timeline: {
        ...timeline,
        start: iso(timeline.start),
        end: iso(timeline.end),
        systems: isStormHeard ? names.map((system) => ({ system, ...kindsOf(timeline), ...stretches })) : [],
      },
      course: {
        ...course,
        start: iso(course.start),
        end: iso(course.end),
        systems: names.map((system) => ({
          system,
          ...kindsOf(course),
          other: countsOf(course),
          ...stretches,
        })),
      },
    } as unknown as OutageReport;
  });
