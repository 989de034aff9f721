import type { SummaryKind } from '../../oops/oops.js';
import type { OopsFact } from '../../store/sqlite/blocks/facts.js';
import type { Lookups } from '../../store/sqlite/tables/lookups.js';
import { compareText } from '../../text/compare-text.js';
import type { DailyReport, TopicTimeouts } from './daily-report.js';
import { type TopList, topListsOf } from './sections.js';

/** How many topics a list shows. */
const TOPICS_LISTED = 10;

type Lists = Pick<DailyReport, 'topDurations' | 'topStatementCounts' | 'timeoutsByTopic'>;

/** The lists that a summary begins with, while the OOPSes go by. */
export interface TopListTally {
  add(fact: OopsFact): void;
  addTimeout(topicId: number | null, severity: 'hard' | 'soft'): void;
  list(): Lists;
}

/** The worst OOPS of a topic so far: of equals the first. */
interface Worst {
  amount: number;
  time: number;
  seq: number;
  isEstimate: boolean;
}

type WorstByTopic = Map<number | null, Worst>;

/** Opens the lists that a kind of summary has; the others stay empty. */
export function createTopListTally(kind: SummaryKind, lookups: Lookups): TopListTally {
  const has = (list: TopList) => topListsOf(kind).includes(list);
  const [hasDurations, hasStatements] = [has('durations'), has('statement-counts')];
  const durations: WorstByTopic = new Map();
  const statements: WorstByTopic = new Map();
  const timeouts = new Map<number | null, { hard: number; soft: number }>();

  return {
    add(fact) {
      if (hasDurations && fact.totalMs !== null) keepWorst(durations, fact, fact.totalMs, lookups);
      if (hasStatements && fact.statementsCount > 0)
        keepWorst(statements, fact, fact.statementsCount, lookups);
    },
    addTimeout(topicId, severity) {
      const counts = timeouts.get(topicId) ?? { hard: 0, soft: 0 };
      counts[severity] += 1;
      timeouts.set(topicId, counts);
    },
    list: () => ({
      topDurations: listWorst(durations, lookups).map(({ amount, seq, topic, isEstimate }) => ({
        seconds: amount / 1000,
        oopsId: lookups.oopsIdBySeq(seq),
        topic,
        isEstimate,
      })),
      topStatementCounts: listWorst(statements, lookups).map(({ amount, seq, topic }) => ({
        count: amount,
        oopsId: lookups.oopsIdBySeq(seq),
        topic,
      })),
      timeoutsByTopic: has('timeouts-by-topic')
        ? [...timeouts]
            .map(([topicId, counts]) => ({ topic: topicOf(topicId, lookups), ...counts }))
            .sort(compareTimeouts)
        : [],
    }),
  };
}

function keepWorst(byTopic: WorstByTopic, fact: OopsFact, amount: number, lookups: Lookups): void {
  const worst = byTopic.get(fact.topicId);
  if (worst && amount < worst.amount) return;
  if (worst && amount === worst.amount && lookups.compareFacts(fact, worst) > 0) return;
  const { topicId, time, seq, durationMs } = fact;
  byTopic.set(topicId, { amount, time, seq, isEstimate: durationMs === null });
}

function listWorst(byTopic: WorstByTopic, lookups: Lookups): (Worst & { topic: string })[] {
  return [...byTopic]
    .map(([topicId, worst]) => ({ ...worst, topic: topicOf(topicId, lookups) }))
    .sort((a, b) => b.amount - a.amount || compareText(a.topic, b.topic))
    .slice(0, TOPICS_LISTED);
}

function compareTimeouts(a: TopicTimeouts, b: TopicTimeouts): number {
  return b.hard - a.hard || b.soft - a.soft || compareText(a.topic, b.topic);
}

function topicOf(topicId: number | null, { textById }: Lookups): string {
  return topicId === null ? '' : textById(topicId);
}
