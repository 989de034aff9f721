import type { FailureVerdict } from '../../analysis/failure/finding.js';
import type { RecoveryVerdict } from '../../analysis/recovery/recovery-row.js';
import type { Verdict } from '../../analysis/verdict.js';
import { FAILURE_WORDS, RECOVERY_WORDS, VERDICT_WORDS } from '../outage/words.js';
import { type GlossaryPart, type GlossaryWord, word } from './word.js';

const OF_OUTAGES: Readonly<Record<Verdict, string>> = {
  'as-expected':
    'At least half of the systems that had to fail did, and recovered, and no system did what it should not. It does not mean that every system was seen to be well: the sentence at the top of the report says how many were.',
  'not-as-expected':
    'A system did what it should not: failed in another way, did not fail, or did not come back well.',
  inconclusive:
    'No system is known to be wrong, but too little is known: one is still in its outage or was watched too shortly, or fewer than half of those that had to fail showed that they did and recovered.',
};

const OF_FAILURES: Readonly<Record<FailureVerdict, string>> = {
  'failed-as-expected': 'It showed the failures that the outage causes, and nothing else that was not usual.',
  'failed-unexpectedly': 'It showed something that neither the outage nor the usual rates explain.',
  'did-not-fail':
    'It was heard, and went on as usual, or every earlier downtime like this one made it fail: it may not have noticed that what it depends on was away, and somebody should know why.',
  'no-evidence': 'Nothing tells whether it failed: it writes little, or nobody heard it.',
  allowed: 'In a partial outage it may fail and need not, and showed nothing unexpected.',
  'stayed-silent': 'It was shut down, and nothing was heard of it but work that the shutdown cut off.',
  'not-shut-down': 'It was to be shut down, and was heard.',
  unaffected: 'No outage should touch it, and it stayed at its usual rates.',
  affected: 'No outage should touch it, and it showed more than usual, or something new.',
};

const OF_RECOVERIES: Readonly<Record<RecoveryVerdict, string>> = {
  recovered:
    'Its outage failures have ended, and it was seen alive, or so few failures that the outage cannot have gone on.',
  'recovered-late': 'Outage failures went on after the recovery grace, and have ended since.',
  'not-recovered': 'Outage failures go on, more than before the outage and at least twice as often.',
  elevated: 'It fails more than before in another way, at least twice as often, and not in one clump.',
  silent:
    'Nothing at all was heard of it, though by its usual rates something should have been: it may not have come back.',
  'partly-silent':
    'Less than two fifths of what is usual was heard of it, or some of its reporters were not: they are named.',
  ongoing: 'One of its windows is still open.',
  'too-early': 'Less than five minutes after the end have been read.',
  'no-evidence': 'What was seen is too little for any answer, or leaves a doubt, which is told.',
};

/** What reports conclude. */
export const VERDICT_PARTS: readonly GlossaryPart[] = [
  {
    id: 'verdicts',
    title: 'Verdicts on an outage',
    words: [
      word(
        'verdict',
        "What a report concludes from the evidence: of an outage, of a system's failure, and of its recovery. What cannot be known is said, and is not green.",
        'evidence',
        'as-expected',
      ),
      ...wordsOf(OF_OUTAGES, VERDICT_WORDS, {}, 'verdict'),
    ],
  },
  {
    id: 'failures',
    title: 'Did a system fail as it should?',
    words: wordsOf(
      OF_FAILURES,
      FAILURE_WORDS,
      { 'no-evidence': 'no-evidence-of-failing' },
      'phase',
      'verdict',
    ),
  },
  {
    id: 'recoveries',
    title: 'Did it recover?',
    words: wordsOf(
      OF_RECOVERIES,
      RECOVERY_WORDS,
      { 'no-evidence': 'no-evidence-of-recovery' },
      'observation',
      'verdict',
    ),
  },
];

/** The verdicts with the words that reports have for them; `ids` of those that have a name with another. */
function wordsOf<Name extends string>(
  meanings: Readonly<Record<Name, string>>,
  words: Readonly<Record<Name, string>>,
  ids: Readonly<Partial<Record<string, string>>>,
  ...see: readonly string[]
): GlossaryWord[] {
  return (Object.keys(meanings) as Name[]).map((name) => ({
    id: ids[name] ?? name,
    word: words[name],
    meaning: meanings[name],
    see,
  }));
}
