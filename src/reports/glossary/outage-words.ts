import { DISPOSITION_WORDS } from '../outage/words.js';
import { type GlossaryPart, word } from './word.js';

/** What happens in downtime, and what OOPSes mean there. */
export const OUTAGE_WORDS: GlossaryPart = {
  id: 'outages',
  title: 'Outages, and what belongs to them',
  words: [
    word(
      'outage',
      'One piece of downtime, planned or found, with one or more windows. Its report says system by system whether it failed and recovered as it should.',
      'window',
      'verdict',
    ),
    word(
      'window',
      'A part of an outage: a phase, the systems that it holds, a start, and an end, which is outside. Open while it lasts.',
      'phase',
    ),
    word(
      'phase',
      'What a window means for its systems. Downtime: what they depend on is away, and they must fail in an expected way. Partial: some of it is away, and they may. Shutdown: they have been stopped, and must not be heard.',
      'window',
      'expected',
    ),
    word('budget', 'How long an outage was to take at most.', 'outage'),
    word(
      'schedule',
      'When downtime may be, and how much of it, by the config; what is outside is off the schedule.',
      'budget',
    ),
    word(
      'storm',
      'Outage failures of a system so close together that its usual rate does not explain them: five or more with no gap above 15 s. One that no window covers is an outage that nobody wrote down.',
      'outage-failure',
    ),
    word(
      'failure-mode',
      'A type, or a pattern of values, that says how a system fails: expected while what it depends on is away, tolerated, or never left out of the summary. What drivers of databases and clients of services say is built in.',
      'expected',
      'family',
    ),
    word(
      'family',
      'Built-in failure modes of one kind of service, such as PostgreSQL or pools. The config can leave families out.',
      'failure-mode',
    ),
    word(
      'outage-failure',
      'An OOPS that matches the expected failures of its system, or was raised from one that does.',
      'failure-mode',
      'expected',
    ),
    word(
      'attribution',
      'The window that an OOPS belongs to, if any, and its relation to it. It is computed from the reports, the log and the config as they stand: a window that is recorded a day late changes the next report.',
      'relation',
      'disposition',
    ),
    word(
      'relation',
      'How an OOPS belongs to its window. During: its time lies in it, give or take the clock tolerance, or its request began there and gave up just after. Recovery: it comes within the recovery grace, and is an outage failure.',
      'attribution',
      'recovery-grace',
    ),
    word(
      'clock-tolerance',
      'How far clocks may be off at the edges of a window; 1 s by default.',
      'relation',
    ),
    word(
      'recovery-grace',
      'How long after a window its failures may still arrive; 60 s by default.',
      'relation',
    ),
    word(
      'disposition',
      'What an OOPS of an outage means: expected, background or unexpected.',
      'expected',
      'background',
      'unexpected',
    ),
    word(
      'expected',
      'The failure that the outage causes: it matches the expected failures of its system.',
      'disposition',
      'failure-mode',
    ),
    {
      ...word(
        'background',
        'What would have happened anyway: the system shows that type at a rate that explains it. Reports call it "usual anyway".',
        'disposition',
        'baseline',
      ),
      word: `background, or ${DISPOSITION_WORDS.background}`,
    },
    word(
      'unexpected',
      'Neither the outage nor the usual rates explain it. It is listed in every report, also in the summary that leaves the outage out.',
      'disposition',
    ),
    word(
      'suppressed',
      'Left out of the summary, because it belongs to a window. What is reported and what is suppressed add up to all there was, always.',
      'attribution',
      'unexpected',
    ),
    word(
      'as-of',
      'A report as it would have been made at an earlier moment: what came later is left out.',
      'observed-until',
    ),
  ],
};
