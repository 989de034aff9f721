import type { Command, Option } from 'commander';
import { PHASES } from '../../outages/window.js';
import { FILTERS, type FilterRule, FLAG_VALUES } from '../../questions/filters.js';
import { KEY_NAMES } from '../../questions/keys.js';
import { WEEKDAYS } from '../../time/calendar-words.js';
import { formatsOf } from '../options/format.js';
import type { CommandContext } from '../program/context.js';
import { type KnownNames, listNames } from './known-names.js';

/** Options that take a day or a time. */
const TAKES_TIMES = ['--from', '--to', '--as-of', '--since', '--until', '--start', '--end', '--at'];

/** Options that take names of systems with commas between. */
const TAKES_SYSTEMS = ['--systems', '--of-systems'];

/** Options that take columns with commas between. */
const TAKES_COLUMNS = ['--group-by', '--columns', '--distinct', '--sort'];

/** Days and times that are words. */
const WORDS_OF_TIME = [
  'yesterday',
  'today',
  'now',
  ...WEEKDAYS.map((name) => name.toLowerCase()),
  'last',
  'next',
];

/**
 * What the last word of a command line can become. Nothing where a file or any text may stand, which is left to the shell.
 *
 * @param before the words before it, without the program's name
 */
export async function findCandidates(
  context: CommandContext,
  program: Command,
  before: readonly string[],
  last: string,
): Promise<readonly string[]> {
  const command = before.reduce(
    (current, word) => current.commands.find((sub) => sub.name() === word) ?? current,
    program,
  );
  const names = () => listNames(context, before);
  const option = optionBefore(program, command, before);
  if (option) return valuesOf(option, command, last, names);
  if (last.startsWith('-')) {
    return [...command.options, ...program.options].flatMap(({ long }) => long ?? []).concat('--help');
  }
  const subcommands = command.commands.map((sub) => sub.name()).filter((name) => name !== 'complete-words');
  const [argument] = command.registeredArguments;
  if (argument?.name() === 'outage') return (await names()).outages;
  if (argument?.name() === 'date') return timesOf(await names(), before.at(-1) ?? '');
  return [...subcommands, ...(argument?.argChoices ?? [])];
}

/** The option that waits for its value; undefined where none does. */
function optionBefore(program: Command, command: Command, before: readonly string[]): Option | undefined {
  const word = before.at(-1) ?? '';
  const options = [...command.options, ...program.options];
  return options.find(({ long, required }) => required && long === word);
}

async function valuesOf(
  option: Option,
  command: Command,
  last: string,
  names: () => Promise<KnownNames>,
): Promise<readonly string[]> {
  const long = (option.long ?? '').replace(/^--not-/, '--');
  const isQuestion = ['query', 'sql'].includes(command.name());
  const whole = last.slice(0, last.lastIndexOf(',') + 1);
  const inList = (values: readonly string[]) => values.map((value) => `${whole}${value}`);
  if (long === '--format') return formatsOf(command) ?? [];
  if (long === '--from' && command.name() === 'import') {
    // Loaded only here: what reads calendars takes longer to load than to complete everything else.
    return (await import('../../outages/window-log/window-log.js')).WINDOW_LOG_NAMES;
  }
  if (TAKES_TIMES.includes(long)) return timesOf(await names(), '');
  if (TAKES_COLUMNS.includes(long) && isQuestion) return inList(KEY_NAMES);
  if (TAKES_SYSTEMS.includes(long))
    return inList([...(await names()).systems, ...(whole === '' ? ['all'] : [])]);
  switch (long) {
    case '--outage':
      return isQuestion ? ['any', 'none', ...(await names()).outages] : (await names()).outages;
    case '--compare':
      return ['previous', ...(await names()).outages];
    case '--system':
    case '--explain':
      return (await names()).systems;
    case '--reporter':
      return (await names()).reporters;
    case '--type':
      return (await names()).types;
    case '--group':
      return (await names()).groups;
    case '--timezone':
      return ['UTC', ...Intl.supportedValuesOf('timeZone')];
    case '--kind':
      return ['planned', 'actual'];
    case '--of-phase':
      return PHASES;
    default:
      return choicesOf(long);
  }
}

/** Words and days; behind `last` and `next` the weekdays. */
function timesOf({ days }: KnownNames, before: string): readonly string[] {
  const isWeekday = ['last', 'next'].includes(before);
  return isWeekday ? WEEKDAYS.map((name) => name.toLowerCase()) : [...WORDS_OF_TIME, ...days];
}

/** The values of a filter that are the same for every database; none where there are no such. */
function choicesOf(option: string): readonly string[] {
  const rule: FilterRule | undefined = Object.entries(FILTERS).find(([name]) => option === `--${name}`)?.[1];
  return (rule?.kind === 'flag' ? FLAG_VALUES : rule?.choices) ?? [];
}
