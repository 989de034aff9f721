import type { Answer } from '../../../questions/question.js';
import { ANSWER_OUTPUTS } from '../../../reports/answer.js';
import { UserError } from '../../../user-error.js';
import type { PageAnswer, PageFormat } from '../../page.js';

/** So many rows a page shows, and a file holds. */
export const MOST_ROWS = { page: 1000, file: 10_000 } as const;

/** What a file of an answer may take, in characters. */
const LARGEST_FILE = 64_000_000;

/** The formats of answers beside the page. */
export const ANSWER_FILES = ['csv', 'ndjson', 'json'] as const satisfies readonly PageFormat[];

export type AnswerFileFormat = (typeof ANSWER_FILES)[number];

/** Throws a UserError for more rows than a file holds. */
export function checkRows(limit: number): void {
  if (limit <= MOST_ROWS.file) return;
  throw new UserError(
    `--limit ${limit} is more than is served: ${MOST_ROWS.file} rows. Ask for less, or ask the command.`,
  );
}

/** An answer as the command prints it. Throws a UserError where it is too large to be served. */
export function answerFile(answer: Answer, format: AnswerFileFormat, name: string): PageAnswer {
  const parts: string[] = [];
  let size = 0;
  for (const part of ANSWER_OUTPUTS[format].render(answer)) {
    size += part.length;
    if (size > LARGEST_FILE) {
      throw new UserError(
        `The answer is larger than ${LARGEST_FILE / 1e6} MB. Ask for fewer columns or rows, or ask the command.`,
      );
    }
    parts.push(part);
  }
  const isForTools = format !== 'json';
  return {
    ...{ kind: 'page', status: 200, format, body: parts.join('') },
    ...(isForTools && { fileName: `${name}.${format}` }),
  };
}
