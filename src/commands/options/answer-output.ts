import type { Command } from 'commander';
import type { Answer } from '../../questions/question.js';
import { ANSWER_OUTPUTS, type AnswerFormat } from '../../reports/answer.js';
import { suggestNames } from '../../text/nearest-names.js';
import { UserError } from '../../user-error.js';
import type { CommandContext, GlobalOptions } from '../program/context.js';
import { showInPager } from '../terminal/show-text.js';
import { FormatOption, type FormatOptions, findOutput } from './format.js';
import { writeStream } from './report-output.js';

/** What the commands that answer questions take. */
export interface AnswerOptions extends FormatOptions {
  readonly limit?: string;
}

/** Adds `--format` and `--limit`. */
export function addAnswerOptions(command: Command, defaultLimit: number): Command {
  return command
    .addOption(new FormatOption(ANSWER_OUTPUTS))
    .option('--limit <rows>', `how many rows at most (default: ${defaultLimit})`);
}

/** The format that the user names. Throws a UserError when there is none of that name. */
export function readFormat(format: AnswerOptions['format'] = 'table'): AnswerFormat {
  if (findOutput(ANSWER_OUTPUTS, format)) return format as AnswerFormat;
  const known = Object.keys(ANSWER_OUTPUTS);
  const advice = suggestNames(format, known, `Choose one of ${known.join(', ')}.`);
  throw new UserError(`--format ${format} is unknown. ${advice}`);
}

/** Writes an answer to stdout, by the pager where it is longer than the screen; what its format has no place for is said on stderr. */
export async function writeAnswer(
  context: CommandContext,
  globals: GlobalOptions,
  answer: Answer,
  format: AnswerFormat,
  barOf?: string,
): Promise<void> {
  const layout = { width: context.columns, ...(barOf === undefined ? {} : { barOf }) };
  const { render, saysMore } = ANSWER_OUTPUTS[format];
  const makeParts = () => gatherParts(render(answer, layout));
  if (!(await showInPager(context, globals, makeParts))) await writeStream(context, undefined, makeParts());
  if (answer.truncated && !saysMore && !globals.quiet) {
    context.stderr.write(`There are more than ${answer.rows.length} rows: raise --limit for the rest.\n`);
  }
}

/** Characters that are handed on at once: a row alone is little. */
const PART_LENGTH = 64 * 1024;

function* gatherParts(texts: Iterable<string>): Generator<string> {
  let part = '';
  for (const text of texts) {
    part += text;
    if (part.length < PART_LENGTH) continue;
    yield part;
    part = '';
  }
  yield part;
}
