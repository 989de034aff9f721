import type { OopsClass } from '../../../oops/classes/classification-rules.js';
import { lengthOf } from '../../../time/interval.js';
import type { Summary, SummaryQuestion } from '../../questions/summary.js';
import { lookAtFacts, type OopsFact } from '../blocks/facts.js';
import type { Db } from '../db.js';
import { markNumbers } from '../marks.js';
import type { Numbered } from '../numbered.js';
import { describeSection } from './describe-section.js';
import { OopsTable } from './oops-table.js';
import { createSectionTally, type SectionTally } from './section-tally.js';
import { createTopicMosts } from './topic-mosts.js';

/** Goes once through the OOPSes of an interval, and counts and lists what a summary says of them. See the port. */
export function summarise(db: Db, numbered: Numbered, question: SummaryQuestion): Summary {
  const { interval, reporters, step } = question;
  const { lookups, signature } = numbered;
  const table = new OopsTable(lookups);
  const sections = question.sections.map((spec) =>
    createSectionTally(spec, table, (id) => signature(id).type),
  );
  const sectionOf = createSectionFinder(sections, numbered);
  const durations = createTopicMosts(question.topDurations, lookups);
  const statements = createTopicMosts(question.topStatementCounts, lookups);
  const isWanted = markNumbers(numbered.reporterIds(reporters));
  const isLeftOut = markNumbers(question.leftOut);
  /** By their numbers. */
  const isSigned: boolean[] = [];
  const steps = new Array<number>(Math.max(0, Math.ceil(lengthOf(interval) / step))).fill(0);
  const counts = { reported: 0, inexact: 0 };
  let firstTime = Number.POSITIVE_INFINITY;
  let lastTime = Number.NEGATIVE_INFINITY;

  lookAtFacts(db, interval, (fact) => {
    if (isWanted[fact.reporterId] !== 1 || isLeftOut[fact.seq] === 1) return;
    counts.reported += 1;
    const { time } = fact;
    // To set them a million times would make as many numbers that are garbage at once.
    if (time < firstTime) firstTime = time;
    if (time > lastTime) lastTime = time;
    if (fact.inexact) counts.inexact += 1;
    else {
      const place = Math.floor((time - interval.start) / step);
      steps[place] = (steps[place] ?? 0) + 1;
    }
    isSigned[fact.signatureId] = true;
    sectionOf(fact).add(fact);
    if (question.topDurations > 0 && fact.totalMs !== null) durations.add(fact, fact.totalMs);
    if (question.topStatementCounts > 0 && fact.statementsCount > 0)
      statements.add(fact, fact.statementsCount);
  });
  const signatureIds = Object.keys(isSigned).map(Number);
  numbered.learnSignatures(signatureIds);
  return {
    ...counts,
    firstTime: counts.reported === 0 ? null : firstTime,
    lastTime: counts.reported === 0 ? null : lastTime,
    steps,
    sections: sections.map((section) => describeSection(section, table, numbered)),
    signatures: new Set(signatureIds.map(signature)),
    topDurations: durations.list(),
    topStatementCounts: statements.list(),
  };
}

/** The section of a class and exception: which one it is, is found once for each. */
function createSectionFinder(
  sections: readonly SectionTally[],
  { exception }: Numbered,
): (fact: OopsFact) => SectionTally {
  const keyOf = (base: OopsClass, counted: OopsClass, type: string | null) =>
    `${base} ${counted} ${type === null ? '' : `:${type}`}`;
  const byKey = new Map(
    sections.flatMap((section) =>
      section.spec.holds.map((held) => [keyOf(held.base, held.class, held.type), section] as const),
    ),
  );
  function find({ baseClass, class: counted, exceptionId }: OopsFact): SectionTally {
    const section = byKey.get(keyOf(baseClass, counted, exception(exceptionId).type));
    if (!section) throw new Error(`no section of the summary holds ${counted}`);
    return section;
  }
  const known: SectionTally[][] = [];
  return (fact) => {
    const { classId, exceptionId } = fact;
    let ofClass = known[classId];
    if (!ofClass) {
      ofClass = [];
      known[classId] = ofClass;
    }
    let section = ofClass[exceptionId];
    if (!section) {
      section = find(fact);
      ofClass[exceptionId] = section;
    }
    return section;
  };
}
