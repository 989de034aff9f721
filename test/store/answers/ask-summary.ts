import type { Summary, SummaryQuestion, SummarySection } from '../../../src/store/questions/summary.js';
import type { Snapshot } from '../../../src/store/snapshot.js';
import type { NewOops } from '../../../src/store/stored-oops.js';
import type { Interval } from '../../../src/time/interval.js';
import { ALWAYS, inWords, REPORTERS } from './any-oopses.js';
import { askOf, type OpenFilledStore } from './filled-store.js';

export const TIME_OUTS = ['time-outs', 'soft-time-outs'];

/** A section for each class that there is. */
async function sectionsOf(
  data: Snapshot,
  interval: Interval,
  reporters: readonly string[],
  cut: number | null,
): Promise<SummarySection[]> {
  const classes = await data.countClasses(interval, reporters);
  return [...new Set(classes.map((one) => one.class))].map((id) => ({
    id,
    holds: classes.filter((one) => one.class === id),
    groupedBy: TIME_OUTS.includes(id) ? 'statement' : 'signature',
    localReferrersOnly: id === 'pages-not-found',
    cut,
    countsTopics: TIME_OUTS.includes(id),
  }));
}

/** The summary of an interval with a section for each class; `given` says what is asked otherwise. */
export async function summarise(
  data: Snapshot,
  interval: Interval,
  reporters: readonly string[],
  { cut = null, ...given }: Partial<SummaryQuestion> & { readonly cut?: number | null } = {},
): Promise<Summary> {
  const sections = await sectionsOf(data, interval, reporters, cut);
  return data.summarise({
    ...{ interval, reporters, sections, leftOut: [], step: 7, topDurations: 3, topStatementCounts: 3 },
    ...given,
  });
}

/** What a summary says, without what is an object of its snapshot. */
export function inText({ sections, signatures, ...rest }: Summary) {
  return {
    ...rest,
    signatures: [...signatures].map(inWords).sort(),
    sections: sections
      .map(({ groups, signatureCounts, topicCounts, ...section }) => ({
        ...section,
        groups: groups.map((group) => ({ ...group, signatures: group.signatures.map(inWords).sort() })),
        signatureCounts: Array.from(signatureCounts, ([one, count]) => `${inWords(one)} ${count}`).sort(),
        topicCounts: Array.from(topicCounts, ([topic, count]) => `${topic} ${count}`).sort(),
      }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

/** The summary of all that a store of these OOPSes holds, in text. */
export const summaryOf = (open: OpenFilledStore, oopses: readonly NewOops[]) =>
  askOf(open, oopses, async (data) => inText(await summarise(data, ALWAYS, REPORTERS, { step: 8.64e15 })));
