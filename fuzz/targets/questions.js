import assert from 'node:assert/strict';
import { QUESTION_NAMES, readQuestion } from '../../build/questions/read-question.js';
import { sqlWords } from '../../build/questions/sql/words.js';
import { printTextQuery, readTextQuery } from '../../build/questions/text-query.js';
import { UserError } from '../../build/user-error.js';

const NOW = Date.UTC(2026, 0, 1);

/** The words of a question, a line each, the first letter of which names what it is: it is asked, or refused with a reason. */
export function questions(bytes) {
  const lines = Buffer.from(bytes).toString().split('\n');
  const asked = new Map();
  for (const line of lines) {
    const name = QUESTION_NAMES[line.charCodeAt(0) % QUESTION_NAMES.length];
    asked.set(name, [...(asked.get(name) ?? []), line.slice(1)]);
  }
  attempt(() => readQuestion((name) => asked.get(name) ?? [], NOW));
  attempt(() => {
    const query = readTextQuery('--text', lines.join(' '));
    assert.deepEqual(readTextQuery('--text', printTextQuery(query)), query);
  });
  sqlWords(lines.join('\n'));
}

function attempt(read) {
  try {
    read();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
}
