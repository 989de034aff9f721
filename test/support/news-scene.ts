import type { Sighting, SystemEvidence } from '../../src/analysis/evidence.js';
import { judgeOutage } from '../../src/analysis/verdict.js';
import { DEFAULT_CONFIG } from '../../src/config/defaults.js';
import type { OutageFindings } from '../../src/evidence/outage-findings.js';
import { outageFromWindows } from '../../src/outages/outage.js';
import { buildOutageReport } from '../../src/reports/outage/build-outage-report.js';
import type { OutageReport } from '../../src/reports/outage/outage-report.js';
import {
  baselineOf,
  counted,
  DAY,
  discard,
  during,
  END,
  evidenceOf,
  failedRequests,
  held,
  inRecovery,
  justBeforeOf,
  MINUTE,
  reporterOf,
  START,
  sightings,
  spread,
  systemOf,
  WATCHED_FROM,
  windowOf,
} from './build-evidence.js';

const WINDOW = windowOf({ title: 'A new index' });
const OBSERVED = { start: WATCHED_FROM, end: WATCHED_FROM + 30 * MINUTE };

/** 40 requests that fail, one of them six times, and the last just after the end. */
function failuresOf(reporter: string) {
  const of = (one: Sighting) => ({ ...one, reporter });
  const tries = failedRequests(6, START + 50_000).map((one) => ({ ...one, urlMark: 1 }));
  const inside = [...failedRequests(38, START + 10_000), ...tries].map(of);
  const after = failedRequests(1, END + 20_000).map(of);
  return { attributed: [...during(WINDOW, inside), ...inRecovery(WINDOW, after)], after };
}

/** A system that fails as it should, writes so much in a day, as much just before, and then what came `later`. */
function failing(
  system: string,
  usually: number,
  later: readonly Sighting[],
  more: Partial<SystemEvidence> = {},
): SystemEvidence {
  const { attributed, after } = failuresOf(system.toUpperCase());
  return systemOf({
    system,
    windows: held(WINDOW),
    baseline: baselineOf([counted('NotFound', usually)]),
    justBefore: justBeforeOf(usually / 12),
    attributed,
    afterwards: [...after, ...later],
    ...more,
  });
}

/** Three reporters that all write as much, of which the last does not come back. */
const API = failing('api', 1440, spread('NotFound', 24, OBSERVED), {
  reporters: ['API1', 'API2', 'API3'].map((name) => {
    const back = name === 'API3' ? 0 : 12;
    const usual = { baseline: 480, justBefore: 40, sameHours: [480] };
    return reporterOf(name, { ...usual, observation: back, followUp: back });
  }),
});

/** A quarter of an hour after the end another part of it fails. */
const FEED = failing(
  'feed',
  48,
  spread('KeyError', 40, { start: OBSERVED.start + 15 * MINUTE, end: OBSERVED.end }),
);

/** It threw away what it saw of the outage. */
const JOBS = failing('jobs', 96, [], {
  attributed: [],
  discards: [discard(START + MINUTE, 12)],
  afterwards: spread('NotFound', 2, OBSERVED),
});

/** It writes somewhat more than usual, and what it wrote just before is not known. */
const MAIL = failing('mail', 56, spread('NotFound', 8, OBSERVED), { justBefore: null });

/** They do as they should. */
const GOOD = ['search', 'shop', 'web'].map((name) => failing(name, 96, spread('NotFound', 2, OBSERVED)));

/** An outage does not touch it. */
const BLOG = failing('blog', 96, [], {
  during: 'unaffected',
  attributed: [],
  afterwards: sightings('NotFound', 1, WATCHED_FROM),
});

export type News = Pick<OutageFindings, 'outage' | 'evidence' | 'judgement'>;
export const NEWS_CONTEXT = {
  config: DEFAULT_CONFIG,
  outages: [],
  observedUntil: END + DAY,
  asOf: null,
  firstOopsAt: START - 10 * DAY,
  prunedSpans: [],
  reporters: [{ name: 'WEB1', system: 'web', kind: 'webapp' as const }],
};

/** What was found of an outage after which a part of one system is silent, and another fails anew. */
export const NEWS = findingsOf(API, BLOG, FEED, JOBS, MAIL, ...GOOD);
/** The same without the system of which a part is silent: the outage went as expected. */
export const GOOD_NEWS = findingsOf(BLOG, FEED, JOBS, MAIL, ...GOOD);

function findingsOf(...systems: Parameters<typeof evidenceOf>): News {
  const [outage] = outageFromWindows([WINDOW]);
  if (!outage) throw new Error('there is a window');
  const evidence = evidenceOf(...systems);
  return { outage, evidence, judgement: judgeOutage(evidence, DEFAULT_CONFIG) };
}

/** When they wrote what the evidence holds, from half an hour before. */
function courseOf({ systems }: OutageFindings['evidence']): OutageFindings['course'] {
  const timesOf = (seen: readonly Sighting[]) => seen.map(({ time }) => time);
  return {
    span: { start: START - 30 * MINUTE, end: OBSERVED.end },
    times: new Map(
      systems.map(({ system, attributed, afterwards }) => [
        system,
        timesOf([...new Set([...attributed, ...afterwards])]),
      ]),
    ),
  };
}

/** The report of what was found. */
export function reportNews(news: News): OutageReport {
  return buildOutageReport(NEWS_CONTEXT, {
    ...news,
    run: undefined,
    storm: null,
    course: courseOf(news.evidence),
    clockMargin: { seconds: null, changesAtSeconds: null, text: 'Not computed.' },
    clockOffsets: [],
    tracebacks: new Map(),
    candidates: [],
  });
}
