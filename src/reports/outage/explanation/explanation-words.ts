import {
  BAD_FAILURES,
  BAD_RECOVERIES,
  type OutageJudgement,
  type SystemJudgement,
} from '../../../analysis/verdict.js';
import type { Phase } from '../../../outages/window.js';
import { formatDuration } from '../../../time/duration.js';
import { plural } from '../../layout/text.js';
import { leastText } from '../verdict-sentence.js';
import { clock, clockRange, FAILURE_WORDS, RECOVERY_WORDS, VERDICT_WORDS } from '../words.js';
import type { OutageExplanation, StretchCounts, WatchedCounts } from './explanation.js';

/** Why the two checks of a system make its verdict. */
export function concludeSystem({ failure, recovery, verdict }: SystemJudgement): string {
  const both = capitalise(`${FAILURE_WORDS[failure.verdict]}, ${RECOVERY_WORDS[recovery.verdict]}`);
  switch (verdict) {
    case 'not-as-expected': {
      const bad = [];
      if (BAD_FAILURES.includes(failure.verdict)) bad.push('the failure check');
      if (BAD_RECOVERIES.includes(recovery.verdict)) bad.push('the recovery check');
      return `${both}: ${bad.join(' and ')} found what should not be, and one is enough.`;
    }
    case 'as-expected':
      return `${both}: both checks say so.`;
    case 'inconclusive':
      return `${both}: nothing is wrong with it, but for a system to be as expected both checks must say so.`;
    default:
      return verdict satisfies never;
  }
}

/** What the verdict on a system means for that on its outage. */
export function tellPart(
  { verdict, mustFail, recovery }: SystemJudgement,
  judgement: OutageJudgement,
  { shown, asked, needed }: OutageExplanation['share'],
): string {
  const whole = `The outage is ${VERDICT_WORDS[judgement.verdict]}`;
  if (verdict === 'not-as-expected') return `${whole}: one system that is not is enough.`;
  const others = judgement.systems.filter((system) => system.verdict === 'not-as-expected');
  if (others.length > 0) {
    return `${whole} because of ${others.map(({ system }) => system).join(', ')}, whatever this system shows.`;
  }
  if (recovery.verdict === 'ongoing' || recovery.verdict === 'too-early') {
    return `${whole}: it is not judged before every system is over its outage and was watched long enough.`;
  }
  const everyone = judgement.systems.every((system) => !system.mustFail);
  const counted = everyone ? '' : ' that had to fail';
  const share = `${shown} of ${plural(asked, 'system')}${counted} are as expected, and ${leastText(needed)} must be`;
  return `${whole}: ${share}. ${tellOwn(verdict === 'as-expected', mustFail, everyone)}`;
}

function tellOwn(isAsExpected: boolean, mustFail: boolean, everyone: boolean): string {
  if (!mustFail && !everyone) return 'It need not fail, and is none of those.';
  if (isAsExpected) return 'It is one of those.';
  return `It ${everyone ? 'is counted' : 'had to fail'}, and shows nothing either way.`;
}

export const PHASE_WORDS: Readonly<Record<Phase, string>> = {
  shutdown: 'While it was shut down',
  downtime: 'In the downtime',
  partial: 'In the partial outage',
};

/** What a system is compared with, a label and a text each. */
export function comparedFacts({ compared }: OutageExplanation): [label: string, text: string][] {
  const { baseline, justBefore, observation, followUp } = compared;
  return [
    ['Baseline', `the day before, less outages and storms: ${stretchText(baseline)}`],
    [
      'Just before',
      justBefore
        ? stretchText(justBefore)
        : 'less than an hour of the last two is known: the baseline alone judges',
    ],
    ['Observed', observation ? watchedText(observation) : 'nothing yet: a window is still open'],
    ['Follow-up', followUp ? watchedText(followUp) : 'nothing yet: a window is still open'],
  ];
}

function stretchText({ seconds, oopses, outageFailures }: StretchCounts): string {
  const failures = outageFailures === 0 ? '' : `, ${outageFailures} of them outage failures`;
  return `${plural(oopses, 'OOPS', 'OOPSes')} in ${formatDuration(seconds * 1000)}${failures}`;
}

function watchedText(watched: WatchedCounts): string {
  const { start, end, cutBy } = watched;
  if (watched.seconds === 0) return `nothing of what begins at ${clock(start)} has been read`;
  const cut =
    cutBy === null ? '' : cutBy === 'window' ? ', cut by the next window' : ', cut by what has been read';
  return `${clockRange(start, end)}${cut}: ${stretchText(watched)}`;
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
