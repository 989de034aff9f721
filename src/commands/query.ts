import { Command, Option } from 'commander';
import { attributionTable } from '../evidence/attribution-table/refresh.js';
import { FILTERS, type Filter, type FilterName, type FilterRule } from '../questions/filters.js';
import { readKeys } from '../questions/keys.js';
import { checkQuestion, type Question } from '../questions/question.js';
import { readTextQuery, type TextQuery } from '../questions/text-query.js';
import type { Preparation, Store } from '../store/store.js';
import { toLine } from '../text/printable.js';
import { UserError } from '../user-error.js';
import type { CommandContext, GlobalOptions } from './context.js';
import {
  type AnswerOptions,
  addAnswerOptions,
  readFormat,
  readLimit,
  writeAnswer,
} from './options/answer-output.js';
import { collect } from './options/collect.js';
import { type PeriodOptions, readPeriod } from './options/period.js';
import { type Session, withSnapshot } from './session.js';
import { describeUnknownNames, describeUnknownValues } from './unknown-names.js';

interface QueryOptions extends AnswerOptions, PeriodOptions {
  readonly text?: readonly string[];
  readonly notText?: readonly string[];
  readonly groupBy?: string;
  readonly count?: boolean;
  readonly distinct?: string;
  readonly columns?: string;
  readonly sort?: string;
  readonly top?: string;
}

/** The values of the filters by their options' names in camel case, such as `notUrl`. */
type FilterOptions = Readonly<Record<string, readonly string[] | undefined>>;

const DEFAULT_LIMIT = 100;

/** `query`: lists OOPSes, or counts groups of them. */
export function queryCommand(context: CommandContext): Command {
  const command = new Command('query')
    .description(
      `Lists the OOPSes that pass all filters, the newest first, or counts groups of them. What the normal report leaves out is in the answer, and
marked. Filters may be repeated: any of the values matches. Text is compared without regard to case, * stands for
anything, and '' for what is unknown. Each filter has its opposite, e.g. --not-type. Times are UTC.

--text knows words, "words one after the other", begin*, AND, OR, NOT and parentheses; words side by side must all be
there. The best matches come first. The first --text after loading makes an index of the texts that are new.

A database that cannot be written is copied first, to the folder for temporary files.`,
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
  return addAnswerOptions(command, DEFAULT_LIMIT)
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
    .action(async (options: QueryOptions, self: Command) => {
      const globals: GlobalOptions = self.optsWithGlobals();
      const format = readFormat(options.format);
      const question = readQuestion(options, self.opts<FilterOptions>(), context);
      // What cannot be asked is said before anything is opened.
      checkQuestion(question);
      const answer = await withSnapshot(
        context,
        globals,
        async ({ data }) => {
          const found = await data.answer(question);
          if (!globals.quiet) {
            const names = await describeUnknownNames(data, question.filters);
            const values = await describeUnknownValues(data, question, found);
            for (const remark of [...names, ...values]) context.stderr.write(`${toLine(remark)}\n`);
          }
          // The most frequent ones are what was asked for, and all of it.
          if (options.top !== undefined) return { ...found, truncated: false };
          const isByTime = question.groupBy?.length === 1 && question.sort === null;
          if (!isByTime) return found;
          // Loaded only here: most questions need no arithmetic with dates.
          const { fillTimeGaps } = await import('../questions/fill-time-gaps.js');
          return fillTimeGaps(found, question);
        },
        (session) => preparationsOf(question, session, context, globals),
      );
      await writeAnswer(context, globals, answer, format, question.groupBy === null ? undefined : 'count');
    });
}

/** From how many texts on it takes so long that the user is to know why. */
const MANY_TEXTS = 50_000;

function preparationsOf(
  { text }: Question,
  { store, config }: Session,
  context: CommandContext,
  globals: GlobalOptions,
): Preparation[] {
  const attributions = attributionTable(store, config);
  return text ? [attributions, textIndex(store, context, globals)] : [attributions];
}

function textIndex(store: Store, { stderr }: CommandContext, { quiet }: GlobalOptions): Preparation {
  let count = 0;
  return {
    async isDone(data) {
      count = await data.unindexedTexts();
      return count === 0;
    },
    async run() {
      if (count >= MANY_TEXTS && !quiet) stderr.write(`Indexing ${count} new texts for --text.\n`);
      await store.indexTexts();
    },
  };
}

function addFilter(command: Command, name: string, { kind, about }: FilterRule): void {
  const value = kind === 'pattern' ? '<regex>' : kind === 'flag' ? '<yes|no|only>' : `<${kind}>`;
  command.option(`--${name} ${value}`, about, collect);
  command.addOption(new Option(`--not-${name} ${value}`, 'the opposite').argParser(collect).hideHelp());
}

/** The question that the options ask. Throws a UserError for one that cannot be read. */
function readQuestion(options: QueryOptions, filters: FilterOptions, context: CommandContext): Question {
  const { from, to, groupBy, count, distinct, columns, sort, top } = options;
  const period = from === undefined && to === undefined ? null : readPeriod(options, context);
  const counts = groupBy !== undefined || count === true || distinct !== undefined || top !== undefined;
  if (counts && columns !== undefined) {
    throw new UserError('--columns is for a list, and this counts. Take --group-by to count by columns.');
  }
  if (top !== undefined && groupBy === undefined) {
    throw new UserError('--top is for groups. Add --group-by, or take --limit for a list.');
  }
  const limit = readLimit('--limit', options.limit, DEFAULT_LIMIT);
  return {
    from: from === undefined ? null : (period?.start ?? null),
    to: to === undefined ? null : (period?.end ?? null),
    filters: Object.keys(FILTERS).flatMap((name) => readFilter(name as FilterName, filters)),
    text: readText(options),
    groupBy: counts ? (groupBy === undefined ? [] : readKeys('--group-by', groupBy)) : null,
    distinct: distinct === undefined ? [] : readKeys('--distinct', distinct),
    columns: columns === undefined ? null : readKeys('--columns', columns),
    sort: sort ?? (top === undefined ? null : '-count'),
    limit: top === undefined ? limit : readLimit('--top', top, DEFAULT_LIMIT),
  };
}

/** Any of `--text`, and none of `--not-text`. */
function readText({ text = [], notText = [] }: QueryOptions): TextQuery | null {
  const wanted = text.map((words) => readTextQuery('--text', words));
  const unwanted = notText.map((words) => readTextQuery('--not-text', words));
  const parts: TextQuery[] = [
    ...(wanted.length > 0 ? [{ kind: 'or', parts: wanted } as const] : []),
    ...unwanted.map((part) => ({ kind: 'not', part }) as const),
  ];
  return parts.length > 0 ? { kind: 'and', parts } : null;
}

function readFilter(name: FilterName, options: FilterOptions): Filter[] {
  const wanted = options[name];
  const unwanted = options[`not${name.charAt(0).toUpperCase()}${name.slice(1)}`];
  return [
    ...(wanted ? [{ name, values: wanted, negated: false }] : []),
    ...(unwanted ? [{ name, values: unwanted, negated: true }] : []),
  ];
}
