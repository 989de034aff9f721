import { compareText } from '../../../text/compare-text.js';
import type { TopicMost } from '../../questions/summary.js';
import type { OopsFact } from '../blocks/facts.js';
import type { Lookups } from '../writing/lookups.js';
import { topicOf } from './describe-section.js';

/** The OOPS of a topic with the most of something so far: of equals the first. */
interface Most {
  amount: number;
  time: number;
  seq: number;
  isEstimate: boolean;
}

/** Which OOPS of each topic has the most of something, while the OOPSes go by. */
export interface TopicMosts {
  add(fact: OopsFact, amount: number): void;
  /** The topics with the largest amounts, then by name. */
  list(): TopicMost[];
}

/** Makes an empty list of so many topics. OOPSes may be added in any order. */
export function createTopicMosts(listed: number, lookups: Lookups): TopicMosts {
  const byTopic = new Map<number, Most>();
  return {
    add(fact, amount) {
      const topicId = fact.topicId ?? 0;
      const most = byTopic.get(topicId);
      if (most && amount < most.amount) return;
      if (most && amount === most.amount && lookups.compareFacts(fact, most) > 0) return;
      byTopic.set(topicId, { amount, time: fact.time, seq: fact.seq, isEstimate: fact.durationMs === null });
    },
    list: () =>
      [...byTopic]
        .map(([topicId, most]) => ({ ...most, topic: topicOf(topicId, lookups) }))
        .sort((a, b) => b.amount - a.amount || compareText(a.topic, b.topic))
        .slice(0, listed)
        .map(({ topic, amount, seq, isEstimate }) => ({
          topic,
          amount,
          oopsId: lookups.oopsIdBySeq(seq),
          isEstimate,
        })),
  };
}
