import type { QuestionWords } from './read-question.js';

/** A question as it stands in an address: names with what was said under each, in the order in which it was. */
export type AskedWords = readonly (readonly [name: string, value: string])[];

/** What was said under each name. */
export function lookUpWords(asked: AskedWords): QuestionWords {
  return (name) => asked.filter(([said]) => said === name).map(([, value]) => value);
}

/** The same words but for those of some names. */
export function withoutWords(asked: AskedWords, names: readonly string[]): AskedWords {
  return asked.filter(([name]) => !names.includes(name));
}

/** The same words with something else under a name. */
export function withWords(asked: AskedWords, name: string, ...values: readonly string[]): AskedWords {
  return [...withoutWords(asked, [name]), ...values.map((value) => [name, value] as const)];
}
