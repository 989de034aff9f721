import { type GlossaryPart, word } from './word.js';

/** What is read, and how it is counted. */
export const REPORT_WORDS: GlossaryPart = {
  id: 'reports',
  title: 'Errors, and who writes them',
  words: [
    {
      ...word(
        'oops',
        'A report of one failure, with an id such as OOPS-2077A101. Events of Sentry, lines of logs and records of OpenTelemetry become OOPSes, too.',
        'reporter',
        'signature',
      ),
      word: 'OOPS',
    },
    word(
      'reporter',
      'The program instance that wrote an OOPS. In old ids its letters are the prefix: A in OOPS-2077A101.',
      'system',
    ),
    word(
      'system',
      'A named group of reporters, from the config. Outages hold systems, and verdicts are about them. A reporter that no system claims is a system of its own name.',
      'reporter',
      'verdict',
    ),
    word(
      'signature',
      'What OOPSes are counted together by: the exception type, and its value without what varies from one to the next.',
      'failure-mode',
      'class',
    ),
    word(
      'class',
      'The section of a summary that an OOPS is listed in, such as exceptions, time-outs or pages not found, by the kind of its system.',
      'summary',
    ),
    word(
      'summary',
      'The daily report: what happened, grouped, without what outages explain, and with how much that was.',
      'suppressed',
    ),
    word(
      'request',
      "What one visitor's request wrote: OOPSes of one reporter with the same URL and user, each at most 5 s after the one before. A request that is tried again can write eight OOPSes, so that tests count requests where they say so.",
      'test',
    ),
    word(
      'discard',
      'An event that a client or server says it threw away, because a queue was full or a quota used up. Counts are then the least there was, and nothing is concluded from what was not seen.',
      'no-evidence-of-recovery',
    ),
    word(
      'reject',
      'A file or a line that could not be read, kept with the reason. One that has changed is tried again.',
      'source',
    ),
    word(
      'source',
      'Where OOPSes are read from: a folder, a log, an export, a queue. Each is known until it was last read in full.',
      'observed-until',
    ),
    word(
      'observed-until',
      'The time until which nothing can be missing: the earliest of what is known of each source. Nothing is concluded from a silence that was not read.',
      'source',
    ),
    word('robot', 'A client that names itself as a crawler. Its OOPSes are counted, and told apart.'),
  ],
};
