import type { Verdict } from '../../analysis/verdict.js';
import { formatAbout, formatDuration } from '../../time/duration.js';
import { toLine } from '../layout/text.js';
import {
  DISPOSITION_WORDS,
  dayAndClock,
  FAILURE_WORDS,
  RECOVERY_WORDS,
  VERDICT_WORDS,
} from '../outage/words.js';
import type { JudgedThere, SystemOutage } from './system-report.js';

/** How a system went through an outage, in words: each text is one harmless line, not yet escaped. */
export interface OutageRow {
  readonly outage: string;
  readonly name: string;
  readonly when: string;
  /** Null where it is not judged. */
  readonly verdict: Verdict | null;
  readonly verdictText: string;
  readonly failure: string;
  readonly recovery: string;
  /** "25 expected, 2 unexpected"; empty where it is not judged. */
  readonly counts: string;
}

/** Puts into words how a system went through an outage. */
export function viewOutage({ outage, title, start, end, judged }: SystemOutage): OutageRow {
  const length = end === null ? 'ongoing' : formatDuration(Date.parse(end) - Date.parse(start));
  return {
    outage,
    name: toLine(title === null ? outage : `${outage}: ${title}`),
    when: `${dayAndClock(start)} UTC, ${length}`,
    verdict: judged?.verdict ?? null,
    verdictText: judged ? VERDICT_WORDS[judged.verdict] : 'not heard around it',
    failure: judged ? FAILURE_WORDS[judged.failure.verdict] : '',
    recovery: judged ? recoveryText(judged) : '',
    counts: judged ? countsText(judged) : '',
  };
}

function recoveryText({ recovery: { verdict, lagSeconds } }: JudgedThere): string {
  const lag =
    lagSeconds === null || lagSeconds === 0 ? '' : `, ${formatAbout(lagSeconds * 1000)} after the end`;
  return `${RECOVERY_WORDS[verdict]}${lag}`;
}

function countsText({ failure, discards }: JudgedThere): string {
  const counts = (['expected', 'background', 'unexpected'] as const)
    .filter((disposition) => failure[disposition] > 0)
    .map((disposition) => `${failure[disposition]} ${DISPOSITION_WORDS[disposition]}`);
  if (counts.length === 0) return discards > 0 ? 'none, but some were thrown away' : 'none';
  return `${discards > 0 ? 'at least ' : ''}${counts.join(', ')}`;
}
