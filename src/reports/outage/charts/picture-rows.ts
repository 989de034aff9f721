import type { Verdict } from '../../../analysis/verdict.js';
import { compareText } from '../../../text/compare-text.js';
import { listWords } from '../../../text/list-words.js';
import { cutLine, plural, toLine } from '../../layout/text.js';
import type { CourseOfSystem, OutageReport, ReportedSystem, TimelineOfSystem } from '../outage-report.js';
import { faultOf } from '../verdict-sentence.js';
import { clock, FAILURE_WORDS, RECOVERY_WORDS, VERDICT_WORDS } from '../words.js';

/** A system in the pictures of an outage. Its texts are one harmless line each. */
export interface PictureRow {
  readonly name: string;
  readonly verdict: Verdict;
  /** What decided the verdict. */
  readonly words: string;
  /** Null where there is no such picture of it. */
  readonly storm: TimelineOfSystem | null;
  readonly course: CourseOfSystem | null;
  /** When something else than the outage made it fail more; null where nothing did. */
  readonly riseAt: number | null;
  /** What to see in its course; '' where nothing is. */
  readonly note: string;
}

/** The systems that are drawn, and what is to be said of the others; '' where there are none. */
export interface PictureRows {
  readonly rows: readonly PictureRow[];
  readonly more: string;
}

/** A picture of more says no more; the table has all. */
const MOST_ROWS = 24;
const NAME_SHOWN = 24;
const NOTE_SHOWN = 44;

const ORDER: readonly Verdict[] = ['not-as-expected', 'inconclusive', 'as-expected'];

/** Puts the systems of an outage in the order in which somebody wants to see them: the worst verdict first, then by name. */
export function pictureRows({ systems, timeline, course }: OutageReport): PictureRows {
  const sorted = [...systems].sort(
    (a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict) || compareText(a.system, b.system),
  );
  const rows = sorted.slice(0, MOST_ROWS).map((reported) => ({
    name: cutLine(toLine(reported.system), NAME_SHOWN),
    verdict: reported.verdict,
    words: decisionOf(reported),
    storm: timeline.systems.find(({ system }) => system === reported.system) ?? null,
    course: course.systems.find(({ system }) => system === reported.system) ?? null,
    riseAt: reported.recovery.laterRise && Date.parse(reported.recovery.laterRise.start),
    note: cutLine(noteOf(reported), NOTE_SHOWN),
  }));
  return { rows, more: moreOf(sorted.slice(MOST_ROWS)) };
}

function decisionOf(reported: ReportedSystem): string {
  const { verdict, failure, recovery } = reported;
  switch (verdict) {
    case 'not-as-expected':
      return faultOf(reported);
    case 'inconclusive':
      return failure.verdict === 'no-evidence' && recovery.verdict === 'recovered'
        ? FAILURE_WORDS[failure.verdict]
        : RECOVERY_WORDS[recovery.verdict];
    case 'as-expected':
      return VERDICT_WORDS[verdict];
    default:
      return verdict satisfies never;
  }
}

/** "more since 09:16:52: TypeError; not heard again: worker-2". */
function noteOf({ recovery: { laterRise, missingReporters } }: ReportedSystem): string {
  const notes = [];
  if (laterRise) {
    const [risen] = laterRise.signatures;
    notes.push(`more since ${clock(laterRise.start)}${risen ? `: ${risen.type}` : ''}`);
  }
  if (missingReporters.length > 0) notes.push(`not heard again: ${missingReporters.join(', ')}`);
  return toLine(notes.join('; '));
}

/** "and 16 more systems as expected". */
function moreOf(others: readonly ReportedSystem[]): string {
  const counts = ORDER.map((verdict) => ({
    verdict,
    count: others.filter((other) => other.verdict === verdict).length,
  })).filter(({ count }) => count > 0);
  const texts = counts.map(({ verdict, count }, index) =>
    index === 0
      ? `${plural(count, 'more system')} ${VERDICT_WORDS[verdict]}`
      : `${count} ${VERDICT_WORDS[verdict]}`,
  );
  return others.length === 0 ? '' : `and ${listWords(texts, 'and')}`;
}
