import { type Command, Option } from 'commander';
import { listWords } from '../../text/list-words.js';
import { suggestNames } from '../../text/nearest-names.js';
import { UserError } from '../../user-error.js';

/** What the commands take that print in a format of the user's choice. */
export interface FormatOptions {
  readonly format?: string;
}

/** `--format`, which knows its values. */
export class FormatOption extends Option {
  readonly formats: readonly string[];

  /** `outputs`: what the command can print, by format; the first is the default. */
  constructor(outputs: Readonly<Record<string, unknown>>) {
    const formats = Object.keys(outputs);
    super('--format <format>', `${formats.join(', ')} (default: ${formats[0]})`);
    this.formats = formats;
  }
}

/** The formats of a command; undefined where it has none. */
export function formatsOf({ options }: Command): readonly string[] | undefined {
  return options.find((option) => option instanceof FormatOption)?.formats;
}

/** The output of this name, or the first where none is named; undefined where there is no such. */
export function findOutput<Output>(
  outputs: Readonly<Record<string, Output>>,
  format: string | undefined = Object.keys(outputs)[0],
): Output | undefined {
  return format !== undefined && Object.hasOwn(outputs, format) ? outputs[format] : undefined;
}

/**
 * The output that `--format` names, or the first. Throws a UserError when there is none of that name.
 *
 * @param of the command, for the message
 */
export function chooseOutput<Output>(
  outputs: Readonly<Record<string, Output>>,
  { format }: FormatOptions,
  of: string,
): Output {
  const output = findOutput(outputs, format);
  if (output !== undefined) return output;
  const known = Object.keys(outputs);
  const advice = suggestNames(format ?? '', known, `Choose ${listWords(known, 'or')}.`);
  throw new UserError(`--format ${format} is no format of ${of}. ${advice}`);
}
