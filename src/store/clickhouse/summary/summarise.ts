import { lengthOf } from '../../../time/interval.js';
import type { SummarisedSection, Summary, SummaryQuestion } from '../../questions/summary.js';
import type { Reading } from '../events/reading.js';
import { describeGroups } from './describe-groups.js';
import { type CountedGroups, countGroups } from './groups.js';
import { placeRows, type SummaryRows } from './rows.js';
import { listTopicMosts } from './topic-mosts.js';

/** Counts what a summary says, where the OOPSes lie: only groups come, and what is listed. See the port. */
export async function summarise(reading: Reading, question: SummaryQuestion): Promise<Summary> {
  const rows = await placeRows(reading, question);
  const [totals, steps, counted, topicCounts, topDurations, topStatementCounts] = await Promise.all([
    countTotals(rows),
    countSteps(rows),
    countGroups(rows),
    countTopics(rows),
    listTopicMosts(rows, {
      ...{ amount: 'total_ms', has: 'total_ms IS NOT NULL', listed: question.topDurations },
    }),
    listTopicMosts(rows, {
      ...{ amount: 'statements_count', has: 'statements_count > 0', listed: question.topStatementCounts },
    }),
  ]);
  return {
    ...totals,
    steps,
    sections: await describeSections(rows, counted, topicCounts),
    signatures: counted.signatures,
    topDurations,
    topStatementCounts,
  };
}

async function countTotals({
  parameters,
  reading,
  where,
}: SummaryRows): Promise<Pick<Summary, 'reported' | 'inexact' | 'firstTime' | 'lastTime'>> {
  const row = await reading.connection.row<[number, number, number | null, number | null]>(
    `SELECT count(), countIf(time_source = 'directory'), minOrNull(time), maxOrNull(time)
     FROM ${reading.from} WHERE ${where}`,
    parameters,
  );
  const [reported = 0, inexact = 0, firstTime = null, lastTime = null] = row ?? [];
  return { reported, inexact, firstTime, lastTime };
}

async function countSteps({ parameters, question, reading, where }: SummaryRows): Promise<number[]> {
  const { interval, step } = question;
  const steps = new Array<number>(Math.max(0, Math.ceil(lengthOf(interval) / step))).fill(0);
  const counted = await reading.connection.rows<[place: number, count: number]>(
    `SELECT intDiv(time - {step_start:Int64}, {step:Int64}) AS place, count() FROM ${reading.from}
     WHERE ${where} AND time_source <> 'directory' GROUP BY place`,
    { ...parameters, step_start: interval.start, step },
  );
  for (const [place, count] of counted) steps[place] = count;
  return steps;
}

/** How often each topic is in the sections that count by topic, by their places. */
async function countTopics({
  parameters,
  question,
  reading,
  section,
  where,
}: SummaryRows): Promise<ReadonlyMap<number, ReadonlyMap<string, number>>> {
  const places = question.sections.flatMap(({ countsTopics }, place) => (countsTopics ? [place] : []));
  if (places.length === 0) return new Map();
  const counted = await reading.connection.rows<[section: number, topic: string, count: number]>(
    `SELECT ${section} AS place, ifNull(topic, '') AS name, count() FROM ${reading.from}
     WHERE ${where} AND has({topic_sections:Array(Int32)}, place) GROUP BY place, name`,
    { ...parameters, topic_sections: places },
  );
  const bySection = Map.groupBy(counted, ([place]) => place);
  return new Map(
    Array.from(bySection, ([place, own]) => [place, new Map(own.map(([, topic, count]) => [topic, count]))]),
  );
}

async function describeSections(
  rows: SummaryRows,
  { groups, unlisted }: CountedGroups,
  topicCounts: ReadonlyMap<number, ReadonlyMap<string, number>>,
): Promise<SummarisedSection[]> {
  const bySection = Map.groupBy(groups, ({ section }) => section);
  const { sections } = rows.question;
  const shown = sections.flatMap(({ cut }, place) => {
    const own = bySection.get(place) ?? [];
    return own.slice(0, cut ?? own.length);
  });
  const described = await describeGroups(rows, shown);
  return sections.map(({ id, groupedBy }, place) => {
    const own = bySection.get(place) ?? [];
    return {
      id,
      listed: own.reduce((sum, { count }) => sum + count, 0),
      unlisted: unlisted[place] ?? 0,
      groupCount: own.length,
      groups: described.filter((_, index) => shown[index]?.section === place),
      signatureCounts: new Map(
        groupedBy === 'signature'
          ? own.flatMap(({ signatures, count }) => signatures.map((one) => [one, count]))
          : [],
      ),
      topicCounts: topicCounts.get(place) ?? new Map(),
    };
  });
}
