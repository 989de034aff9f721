import type { DailyReport } from './daily-report.js';
import { orUnknown } from './daily-words.js';
import type { TopList } from './sections.js';

/** A list that stands before the sections, as rows that every format can lay out. */
export interface ListTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly ListRow[];
}

export interface ListRow {
  readonly numbers: readonly string[];
  /** Null in a list of counts. */
  readonly oopsId: string | null;
  readonly topic: string;
}

/** Describes a list. An estimated duration is marked with a `~`. */
export function describeList(list: TopList, report: DailyReport): ListTable {
  switch (list) {
    case 'durations':
      return {
        title: 'Top 10 Durations',
        columns: ['Time', 'OOPS', 'Page ID'],
        rows: report.topDurations.map(({ seconds, oopsId, topic, isEstimate }) => ({
          numbers: [`${isEstimate ? '~' : ''}${seconds.toFixed(2)}s`],
          oopsId,
          topic: orUnknown(topic),
        })),
      };
    case 'statement-counts':
      return {
        title: 'Top 10 Statement Counts',
        columns: ['Count', 'OOPS', 'Page ID'],
        rows: report.topStatementCounts.map(({ count, oopsId, topic }) => ({
          numbers: [String(count)],
          oopsId,
          topic: orUnknown(topic),
        })),
      };
    case 'timeouts-by-topic':
      return {
        title: 'Time Out Counts by Page ID',
        columns: ['Hard', 'Soft', 'Page ID'],
        rows: report.timeoutsByTopic.map(({ topic, hard, soft }) => ({
          numbers: [String(hard), String(soft)],
          oopsId: null,
          topic: orUnknown(topic),
        })),
      };
    default:
      return list satisfies never;
  }
}
