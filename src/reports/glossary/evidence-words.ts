import { type GlossaryPart, word } from './word.js';

/** What verdicts are drawn from. */
export const EVIDENCE_WORDS: GlossaryPart = {
  id: 'evidence-and-tests',
  title: 'Evidence and tests',
  words: [
    word('sighting', 'One OOPS as a check sees it: when, whose, and of which signature.', 'evidence'),
    word(
      'evidence',
      'All that is known around an outage, system by system; also the words and the figures that stand behind one verdict.',
      'verdict',
      'test',
    ),
    word(
      'baseline',
      'What is usual for a system: what it wrote in the 24 h before the outage, without what any window reaches and without storms. Under an hour of it is none, and every test that needs one says so.',
      'just-before',
      'dispersion',
    ),
    word(
      'just-before',
      "The baseline's part in the last two hours, the second judge of a silence or a rise: a day has a rhythm, and its average is a bad judge of a morning.",
      'baseline',
    ),
    word(
      'observation',
      'The half hour after an outage and its recovery grace in which a system is watched, as far as it was read.',
      'follow-up',
      'too-early',
    ),
    word(
      'follow-up',
      'Up to 24 h after the end, asked where the observation shows nothing. Its judges are the same hours of the day before and, where the data reaches so far, of the week before.',
      'observation',
    ),
    word(
      'dispersion',
      'By how much counts scatter more than single events would: OOPSes come in clumps. Tests divide by it, so that a clump is no rise, and a gap between clumps no silence.',
      'test',
    ),
    word(
      'test',
      'An exact calculation, Poisson or binomial, of how likely it is that chance alone gives what was seen. It decides where its p-value is below alpha.',
      'p-value',
    ),
    {
      ...word(
        'p-value',
        'How likely chance alone would give what was seen, or more of it. 0.001 is one in a thousand. A test decides below alpha, which is 0.001 by default; a test that is wrong once in a thousand times is wrong sometimes.',
        'test',
        'worth-a-look',
      ),
      word: 'p-value',
    },
    word(
      'worth-a-look',
      'What misses a test only because many systems were tested at once, which is many chances to be wrong. It is listed, and changes no verdict.',
      'test',
    ),
    word(
      'doubt',
      'What is too weak for an alarm and too much for a recovery: a late failure or two, a count on the low side. The verdict is then no evidence, and says what the doubt is.',
      'no-evidence-of-recovery',
    ),
    word(
      'later-rise',
      'Failures that begin too long after an outage to be its work. The report says since when, and that another cause is likely; the verdict rests on the time before.',
      'elevated',
    ),
    word(
      'lag',
      'How long after the end of an outage a system still failed; in the status of the data, how far what is known is behind.',
      'recovered-late',
      'observed-until',
    ),
    word(
      'new',
      'A signature that its system had not shown for 30 days before; in a summary, one that was never seen before.',
      'signature',
    ),
    word(
      'account',
      "A question of a check that was asked, with its figures. All of them together are the way to a verdict, as a system's explanation shows it.",
      'verdict',
    ),
  ],
};
