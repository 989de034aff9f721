import { tallyDiscards } from '../../analysis/discards.js';
import type { OutageEvidence } from '../../analysis/evidence.js';
import { isSufficient } from '../../analysis/stretches.js';
import type { OutageJudgement } from '../../analysis/verdict.js';
import { formatDuration } from '../../time/duration.js';
import { formatClock } from '../../time/instant.js';
import { totalLength } from '../../time/interval.js';
import { discardWords } from '../discards.js';

/** What an outage report does not know, a sentence each: what to weigh before trusting a verdict, or to wait for. */
export function listUnknowns(evidence: OutageEvidence, judgement: OutageJudgement): string[] {
  const { systems } = evidence;
  const thin = systems.filter(({ baseline }) => !isSufficient(baseline.intervals));
  const mute = systems.filter(
    ({ baseline, attributed, afterwards }) =>
      baseline.counts.length + attributed.length + afterwards.length === 0,
  );
  const unread = systems.filter(({ observation }) => observation?.cutBy === 'observed-until');
  const alone = systems.filter(
    ({ baseline, justBefore }) => isSufficient(baseline.intervals) && justBefore === null,
  );
  const discarding = judgement.systems.filter(({ discards }) => discards > 0);
  const waits = judgement.systems
    .filter(({ recovery }) => recovery.secondsNeeded !== null)
    .map(({ system, recovery }) => `${system} ${formatDuration((recovery.secondsNeeded ?? 0) * 1000)}`);
  const endless = judgement.systems.filter(
    ({ recovery }) =>
      (recovery.verdict === 'no-evidence' || recovery.verdict === 'too-early') &&
      recovery.secondsNeeded === null,
  );
  const undisturbed = judgement.systems.filter(
    ({ system, failure }) =>
      failure.verdict === 'no-evidence' && !mute.some((unheard) => unheard.system === system),
  );
  const shortest = Math.min(...thin.map(({ baseline }) => totalLength(baseline.intervals)));
  return [
    ...sentence(
      thin,
      (names) =>
        `No usual rates, for want of an hour before it (${formatDuration(shortest)} at the least): ${names}.`,
    ),
    ...sentence(
      alone,
      (names) =>
        `Less than an hour of the last two before it is known, so that a rise or a silence was held against the day alone: ${names}.`,
    ),
    ...sentence(
      discarding,
      (names) => `Events were thrown away, so that counts are the least there were: ${names}.`,
    ),
    ...(evidence.unheardDiscards.length > 0
      ? [
          `Events were thrown away by reporters that wrote nothing, so that no verdict is on them: ${discardWords(tallyDiscards(evidence.unheardDiscards))}.`,
        ]
      : []),
    ...sentence(mute, (names) => `Never heard, neither before nor during nor after: ${names}.`),
    ...sentence(
      undisturbed,
      (names) =>
        `No failure was seen that the outage should cause, and that says nothing either way: ${names}.`,
    ),
    ...sentence(
      unread,
      (names) => `What came after ${formatClock(evidence.observedUntil)} has not been read yet: ${names}.`,
    ),
    ...(waits.length > 0 ? [`Undecided; how much longer to watch: ${waits.join(', ')}.`] : []),
    ...sentence(endless, (names) => `Undecided, and watching longer will not tell: ${names}.`),
  ];
}

function sentence(systems: readonly { readonly system: string }[], say: (names: string) => string): string[] {
  return systems.length > 0
    ? [
        say(
          systems
            .map(({ system }) => system)
            .sort()
            .join(', '),
        ),
      ]
    : [];
}
