import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Argument, Command } from 'commander';
import { DATABASE_VARIABLE, DEFAULT_DATABASE } from '../config/environment.js';
import { FILTERS, type FilterRule, FLAG_VALUES } from '../questions/filters.js';
import { KEY_NAMES } from '../questions/keys.js';
import type { CommandContext } from './context.js';
import { formatsOf } from './options/format.js';
import { withSnapshot } from './session.js';

/** What each shell is to run on Tab. Candidates are taken as they are: no shell expands what stands in them. */
const SCRIPTS: Readonly<Record<string, string>> = {
  bash: `_oops_report() {
  local found
  COMPREPLY=()
  while IFS= read -r found; do COMPREPLY+=("$found"); done < <(
    oops-report complete-words -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null
  )
}
complete -o default -F _oops_report oops-report
`,
  zsh: `#compdef oops-report
_oops_report() {
  local -a found
  found=("\${(@f)$(oops-report complete-words -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  [[ -n "$found" ]] && compadd -a found || _files
}
compdef _oops_report oops-report
`,
  fish: `complete -c oops-report -a '(oops-report complete-words -- (commandline -opc)[2..] (commandline -ct) 2>/dev/null)'
`,
};

/** `completion SHELL`: what makes a shell complete commands, options, outages and systems. */
export function completionCommand(context: CommandContext): Command {
  return new Command('completion')
    .summary('print what makes a shell complete commands, options, outages and systems')
    .description('Prints a script for bash, zsh or fish. Load it where your shell is set up.')
    .addArgument(new Argument('<shell>', 'bash, zsh or fish').choices(Object.keys(SCRIPTS)))
    .addHelpText(
      'after',
      `
Examples:
  oops-report completion bash >> ~/.bashrc
  oops-report completion zsh >> ~/.zshrc    # below the line with compinit
  oops-report completion fish > ~/.config/fish/completions/oops-report.fish`,
    )
    .action((shell: string) => void context.stdout.write(SCRIPTS[shell] ?? ''));
}

/** `complete-words -- WORD...`, which the scripts run: prints what the last word can become, one a line. */
export function completeWordsCommand(context: CommandContext): Command {
  return new Command('complete-words')
    .summary('complete the last of these words; what the scripts of completion run')
    .argument('[words...]')
    .addHelpText('after', '\nExample:\n  oops-report complete-words -- query --sys')
    .action(async (words: readonly string[], _: object, self: Command) => {
      const { before, last, kept } = splitLastWord(words);
      const candidates = self.parent ? await findCandidates(context, self.parent, before, last) : [];
      // A candidate is put into a command line as it is: one that a shell would read in another way is left out.
      const fitting = candidates.filter((word) => word.startsWith(last) && /^[\w.:@+,-]+$/.test(word));
      context.stdout.write([...new Set(fitting)].map((word) => `${kept}${word}\n`).join(''));
    });
}

/** The words of a command line that is being typed. */
interface TypedWords {
  /** Those before the one that is to be completed. */
  readonly before: readonly string[];
  readonly last: string;
  /** What the shell takes for a part of the word, and is printed before what it can become. */
  readonly kept: string;
}

/** Reads `--system=app` as two words, which it is for bash, while zsh and fish take it for one. */
function splitLastWord(words: readonly string[]): TypedWords {
  const last = words.at(-1) ?? '';
  const [, option, value = ''] = /^(--[\w-]+)=(.*)$/.exec(last) ?? [];
  if (option !== undefined)
    return { before: [...words.slice(0, -1), option], last: value, kept: `${option}=` };
  const before = words.slice(0, -1);
  if (last === '=') return { before, last: '', kept: '' };
  return { before: before.at(-1) === '=' ? before.slice(0, -1) : before, last, kept: '' };
}

async function findCandidates(
  context: CommandContext,
  program: Command,
  before: readonly string[],
  last: string,
): Promise<readonly string[]> {
  const command = before.reduce(
    (current, word) => current.commands.find((sub) => sub.name() === word) ?? current,
    program,
  );
  const option = (before.at(-1) ?? '').replace(/^--(?:not-)?/, '--');
  if (option === '--outage') return ['any', 'none', ...(await listNames(context, before)).outages];
  if (['--system', '--systems', '--explain'].includes(option))
    return (await listNames(context, before)).systems;
  const values = option === '--format' ? formatsOf(command) : valuesOf(option, command.name(), last);
  if (values) return values;
  if (last.startsWith('-')) {
    return [...command.options, ...program.options].flatMap(({ long }) => long ?? []).concat('--help');
  }
  const names = command.commands.map((sub) => sub.name()).filter((name) => name !== 'complete-words');
  const [argument] = command.registeredArguments;
  return argument?.name() === 'outage'
    ? (await listNames(context, before)).outages
    : [...names, ...(argument?.argChoices ?? [])];
}

/** What takes columns, some of them several with commas between. */
const TAKES_COLUMNS = ['--group-by', '--columns', '--distinct', '--sort'];

/** The values of an option that are the same for every database; undefined when there are no such. */
function valuesOf(option: string, command: string, last: string): readonly string[] | undefined {
  const isQuestion = command === 'query' || command === 'sql';
  if (TAKES_COLUMNS.includes(option) && isQuestion) {
    const whole = last.slice(0, last.lastIndexOf(',') + 1);
    return KEY_NAMES.map((name) => `${whole}${name}`);
  }
  const rule: FilterRule | undefined = Object.entries(FILTERS).find(([name]) => option === `--${name}`)?.[1];
  return rule?.kind === 'flag' ? FLAG_VALUES : rule?.choices;
}

/** The outages and systems of the database that the words name. Asking makes no database where there is none. */
async function listNames(context: CommandContext, words: readonly string[]) {
  const wordAfter = (option: string) => words[words.indexOf(option) + 1 || words.length];
  const db = wordAfter('--db') ?? (context.env[DATABASE_VARIABLE] || DEFAULT_DATABASE);
  const config = wordAfter('--config');
  if (!existsSync(resolve(context.cwd, db))) return { outages: [], systems: [] };
  const globals = { db, color: false, quiet: true, ...(config === undefined ? {} : { config }) };
  return withSnapshot(context, globals, async ({ data }) => ({
    outages: (await data.windows()).map(({ outage }) => outage).reverse(),
    systems: (await data.reporters()).map(({ system }) => system).sort(),
  }));
}
