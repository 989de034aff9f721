import { Command } from 'commander';

/** A length of time before now, as an argument: `-1d`. */
const BEFORE_NOW = /^-\d+(?:\.\d+)?\s*[a-z]/i;

/**
 * A command whose argument may be several words, `last monday`, or begin with a hyphen, `-1d`, which Commander takes for
 * an unknown option.
 */
export class WordsCommand extends Command {
  override parseOptions(args: string[]) {
    const { operands, unknown } = super.parseOptions(args);
    const [first = '', ...rest] = unknown;
    return BEFORE_NOW.test(first) ? { operands: [...operands, first], unknown: rest } : { operands, unknown };
  }
}
