import type { Config } from '../../config/config.js';
import type { Answer, Question } from '../../questions/question.js';
import type { AskedQuestion } from '../../questions/read-question.js';
import type { Snapshot } from '../../store/snapshot.js';
import type { Preparation, Store } from '../../store/store.js';
import { attributionTable } from '../attribution-table/refresh.js';
import { describeUnknownNames, describeUnknownValues } from './unknown-names.js';

/** The answer to a question, with what its filters name that nobody knows, a sentence each. */
export interface RemarkedAnswer {
  readonly answer: Answer;
  readonly remarks: readonly string[];
}

/** Answers a question as somebody asked it: groups of a stretch of time with the silences between them. */
export async function answerQuestion(data: Snapshot, question: AskedQuestion): Promise<Answer> {
  const found = await data.answer(question);
  // The most frequent ones are what was asked for, and all of it.
  if (question.isTop) return { ...found, truncated: false };
  const isByTime = question.groupBy?.length === 1 && question.sort === null;
  if (!isByTime) return found;
  // Loaded only here: most questions need no arithmetic with dates.
  const { fillTimeGaps } = await import('../../questions/fill-time-gaps.js');
  return fillTimeGaps(found, question);
}

/** The same with remarks. */
export async function answerWithRemarks(data: Snapshot, question: AskedQuestion): Promise<RemarkedAnswer> {
  const answer = await answerQuestion(data, question);
  const names = await describeUnknownNames(data, question.filters);
  const values = await describeUnknownValues(data, question, answer);
  return { answer, remarks: [...names, ...values] };
}

/**
 * What must be up to date for a question.
 *
 * @param onIndexing told how many texts are taken into the index, before they are
 */
export function preparationsOf(
  { text }: Pick<Question, 'text'>,
  store: Pick<Store, 'changeAttributions' | 'indexTexts'>,
  config: Config,
  onIndexing: (count: number) => void = () => {},
): Preparation[] {
  const attributions = attributionTable(store, config);
  return text ? [attributions, textIndex(store, onIndexing)] : [attributions];
}

/** That full text finds all that there is. */
export function textIndex(
  store: Pick<Store, 'indexTexts'>,
  onIndexing: (count: number) => void = () => {},
): Preparation {
  let count = 0;
  return {
    async isDone(data) {
      count = await data.unindexedTexts();
      return count === 0;
    },
    async run() {
      onIndexing(count);
      await store.indexTexts();
    },
  };
}
