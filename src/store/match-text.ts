import type { TextQuery } from '../query/text-query.js';
import type { FactBlock } from './fact-block.js';
import type { Db } from './open-database.js';
import { findPhrase } from './text-index.js';

/** What the matcher reads of a block. */
export const TEXT_FACTS = ['exception_id', 'topic_id', 'url_id', 'username_id', 'traceback_id'] as const;
type TextBlock = FactBlock<(typeof TEXT_FACTS)[number]>;

/**
 * How well an OOPS of a block matches; 0: not at all. A phrase counts most where it says what failed, least where it only
 * stands in the traceback, and what is put together counts together.
 */
export type TextMatcher = (block: TextBlock, index: number) => number;

const EXCEPTION = 4;
const TOPIC = 3;
const REQUEST = 2;
const TRACEBACK = 1;

/**
 * Opens what says how well an OOPS matches. The parts of a question may be found in different columns:
 * `launchpad AND "Store left"` finds an OOPS whose URL has the one and whose value has the other. The index must be up to
 * date, see `refreshTextIndex`.
 */
export function openTextMatcher(db: Db, query: TextQuery): TextMatcher {
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
      const match = openTextMatcher(db, query.part);
      return (block, index) => (match(block, index) > 0 ? 0 : 1);
    }
    case 'or': {
      const matches = query.parts.map((part) => openTextMatcher(db, part));
      return (block, index) => matches.reduce((rank, match) => rank + match(block, index), 0);
    }
    case 'and': {
      const matches = query.parts.map((part) => openTextMatcher(db, part));
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
