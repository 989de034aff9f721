import type { TextQuery } from '../query/text-query.js';
import type { Interval } from '../time/interval.js';
import { type FactBlock, firstOf } from './fact-block.js';
import { iterateBlocks } from './fact-block-store.js';
import type { Db } from './open-database.js';
import { findPhrase } from './text-index.js';

const COLUMNS = ['time', 'exception_id', 'topic_id', 'url_id', 'username_id', 'traceback_id'] as const;
type TextBlock = FactBlock<(typeof COLUMNS)[number]>;

/**
 * How well an OOPS of a block matches; 0: not at all. A phrase counts most where it says what failed, least where it only
 * stands in the traceback, and what is put together counts together.
 */
type Matcher = (block: TextBlock, index: number) => number;

const EXCEPTION = 4;
const TOPIC = 3;
const REQUEST = 2;
const TRACEBACK = 1;

/**
 * Finds the OOPSes of an interval that match, and leaves their numbers with how well each matches in
 * `temp.text_match (seq, rank)`. The parts of a question may be found in different columns: `launchpad AND "Store left"`
 * finds an OOPS whose URL has the one and whose value has the other. The index must be up to date, see `refreshTextIndex`.
 */
export function findByText(db: Db, query: TextQuery, { start, end }: Interval): void {
  db.exec(`
    CREATE TEMP TABLE IF NOT EXISTS text_match (seq INTEGER PRIMARY KEY, rank INTEGER NOT NULL) STRICT;
    DELETE FROM temp.text_match`);
  const add = db.prepare('INSERT INTO temp.text_match VALUES (?, ?)');
  const match = compile(db, query);
  const fill = db.transaction(() => {
    for (const block of iterateBlocks(db, { start, end }, COLUMNS)) {
      const first = firstOf(block.number);
      for (let index = 0; index < block.time.length; index++) {
        const time = block.time[index] as number;
        if (time < start || time >= end) continue;
        const rank = match(block, index);
        if (rank > 0) add.run(first + (block.place[index] as number), rank);
      }
    }
  });
  fill();
}

function compile(db: Db, query: TextQuery): Matcher {
  switch (query.kind) {
    case 'phrase': {
      const { texts, exceptions } = findPhrase(db, query);
      return (block, index) => {
        if (exceptions[block.exception_id[index] as number]) return EXCEPTION;
        if (texts[block.topic_id[index] as number]) return TOPIC;
        if (texts[block.url_id[index] as number] || texts[block.username_id[index] as number]) return REQUEST;
        return texts[block.traceback_id[index] as number] ? TRACEBACK : 0;
      };
    }
    case 'not': {
      const match = compile(db, query.part);
      return (block, index) => (match(block, index) > 0 ? 0 : 1);
    }
    case 'or': {
      const matches = query.parts.map((part) => compile(db, part));
      return (block, index) => matches.reduce((rank, match) => rank + match(block, index), 0);
    }
    case 'and': {
      const matches = query.parts.map((part) => compile(db, part));
      return (block, index) => {
        let rank = 0;
        for (const match of matches) {
          const own = match(block, index);
          if (own === 0) return 0;
          rank += own;
        }
        return rank;
      };
    }
    default:
      return query satisfies never;
  }
}
