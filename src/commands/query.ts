import { Command, Option } from 'commander';
import { answerQuestion, answerWithRemarks, preparationsOf } from '../evidence/questions/answer-question.js';
import { FILTERS, type FilterRule } from '../questions/filters.js';
import { QUERY_LIMIT } from '../questions/limit.js';
import { readQuestion } from '../questions/read-question.js';
import { toLine } from '../text/printable.js';
import { type AnswerOptions, addAnswerOptions, readFormat, writeAnswer } from './options/answer-output.js';
import { collect } from './options/collect.js';
import type { CommandContext, GlobalOptions } from './program/context.js';
import { withSnapshot } from './program/session.js';

/** `query`: lists OOPSes, or counts groups of them. */
export function queryCommand(context: CommandContext): Command {
  const command = new Command('query')
    .description(
      `Lists the OOPSes that pass all filters, the newest first, or counts groups of them. What the normal report leaves out is in the answer, and
marked. Filters may be repeated: any of the values matches. Text is compared without regard to case, * stands for
anything, and '' for what is unknown. Each filter has its opposite, e.g. --not-type. Times are UTC.

--text knows words, "words one after the other", begin*, AND, OR, NOT and parentheses; words side by side must all be
there. The best matches come first. The first --text after loading makes an index of the texts that are new.

A database in a file that cannot be written is copied first, to the folder for temporary files.`,
    )
    .option('--from <time>', 'e.g. 2011-09-08T08:53Z, 8 Sep 2011, yesterday, -7d')
    .option('--to <time>', 'the same, e.g. 08:53 or -2h');
  for (const [name, rule] of Object.entries(FILTERS)) addFilter(command, name, rule);
  command
    .option('--text <words>', 'that have these words in type, value, topic, URL, user or traceback', collect)
    .addOption(new Option('--not-text <words>', 'the opposite').argParser(collect).hideHelp())
    .option(
      '--group-by <columns>',
      'count by columns of sql --schema, or minute, hour, day, month, weekday, signature',
    )
    .option('--count', 'count, without groups')
    .option('--distinct <columns>', 'count the different values of these, such as user,url')
    .option('--columns <columns>', 'what to list of each OOPS')
    .option('--sort <column>', 'sort by a column of the answer; -column: the largest first')
    .option('--top <groups>', 'only so many groups, the most frequent first');
  return addAnswerOptions(command, QUERY_LIMIT)
    .addHelpText(
      'after',
      `
Examples:
  oops-report query --from -7d --outage none --class time-outs --group-by topic --top 10
  oops-report query --outage any --disposition unexpected --group-by outage,signature
  oops-report query --from -1d --not-type NotFound --not-system 'test-*'
  oops-report query --from -1d --robots no --group-by hour --distinct user,url
  oops-report query --duration '>10' --sort -duration_seconds --columns id,topic,duration_seconds,statements_count
  oops-report query --text 'launchpad AND "Store left"'`,
    )
    .action(async (options: AnswerOptions, self: Command) => {
      const globals: GlobalOptions = self.optsWithGlobals();
      const format = readFormat(options.format);
      // What cannot be asked is said before anything is opened.
      const question = readQuestion((name) => wordsOf(self, name), context.now());
      const answer = await withSnapshot(
        context,
        globals,
        async ({ data }) => {
          if (globals.quiet) return answerQuestion(data, question);
          const { answer: found, remarks } = await answerWithRemarks(data, question);
          for (const remark of remarks) context.stderr.write(`${toLine(remark)}\n`);
          return found;
        },
        ({ store, config }) =>
          preparationsOf(question, store, config, (count) => {
            if (count < MANY_TEXTS || globals.quiet) return;
            context.stderr.write(`Indexing ${count} new texts for --text.\n`);
          }),
      );
      await writeAnswer(context, globals, answer, format, question.groupBy === null ? undefined : 'count');
    });
}

/** From how many texts on it takes so long that the user is to know why. */
const MANY_TEXTS = 50_000;

/** What was said with an option: nothing, once, or each time. */
function wordsOf(command: Command, name: string): readonly string[] {
  const key = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const said = command.opts<Readonly<Record<string, string | readonly string[] | true | undefined>>>()[key];
  if (said === undefined) return [];
  return said === true ? ['yes'] : [said].flat();
}

function addFilter(command: Command, name: string, { kind, about }: FilterRule): void {
  const value = kind === 'pattern' ? '<regex>' : kind === 'flag' ? '<yes|no|only>' : `<${kind}>`;
  command.option(`--${name} ${value}`, about, collect);
  command.addOption(new Option(`--not-${name} ${value}`, 'the opposite').argParser(collect).hideHelp());
}
