import type { Answer, Question } from '../../../questions/question.js';
import type { Reading } from '../events/reading.js';
import { countGroups } from './count-groups.js';
import { listOopses } from './list-oopses.js';

/** Answers a question of people, see the port: over the view `oops`, as `buildQuery` says it for SQLite. */
export function askOopses(reading: Reading, question: Question): Promise<Answer> {
  return question.groupBy ? countGroups(reading, question) : listOopses(reading, question);
}
