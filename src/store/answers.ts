import { BoundedCache } from './bounded-cache.js';

/** Answers to a question about stored texts, each asked once. */
export interface Answers {
  /** The answer for a text and its id in the database; no text has the id null. */
  of(id: number | null, text: string | null): boolean;
  forget(): void;
}

const REMEMBERED = 50_000;

/** Remembers by id and not by text, because a kept piece of a report would keep the whole report in memory. */
export function openAnswers(ask: (text: string | null) => boolean): Answers {
  const cache = new BoundedCache<number | null, boolean>(REMEMBERED);
  return {
    of(id, text) {
      let answer = cache.get(id);
      if (answer === undefined) {
        answer = ask(text);
        cache.add(id, answer);
      }
      return answer;
    },
    forget: () => cache.clear(),
  };
}
