import type { AskedWords } from './asked-words.js';

/** A question, and what it asks. */
export interface QueryExample {
  readonly about: string;
  readonly words: AskedWords;
}

/** Questions to begin with. */
export const QUERY_EXAMPLES: readonly QueryExample[] = [
  { about: 'The last hundred OOPSes', words: [['limit', '100']] },
  {
    about: 'What was most frequent in the last seven days, without robots',
    words: [
      ['from', '-7d'],
      ['robots', 'no'],
      ['group-by', 'signature'],
      ['top', '20'],
    ],
  },
  {
    about: 'What should not have been there, by outage',
    words: [
      ['outage', 'any'],
      ['disposition', 'unexpected'],
      ['group-by', 'outage,signature'],
    ],
  },
  {
    about: 'How many a day, and how many users they touched',
    words: [
      ['group-by', 'day'],
      ['distinct', 'user'],
    ],
  },
  {
    about: 'Time-outs outside of outages, by page',
    words: [
      ['outage', 'none'],
      ['class', 'time-outs'],
      ['group-by', 'topic'],
    ],
  },
  {
    about: 'The slowest requests',
    words: [
      ['duration', '>5'],
      ['columns', 'duration_seconds,topic,system,statements_count,id'],
      ['sort', '-duration_seconds'],
    ],
  },
  { about: 'Which systems write most', words: [['group-by', 'system']] },
  { about: 'All that speaks of a database', words: [['text', 'database']] },
];
