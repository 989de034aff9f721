import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Argument, Command } from 'commander';
import { FILTERS, type FilterRule } from '../query/filters.js';
import { listReporters } from '../store/reporter-store.js';
import { listWindows } from '../store/window-store.js';
import type { CommandContext } from './context.js';
import { DATABASE_VARIABLE, DEFAULT_DATABASE, withSession } from './open-session.js';

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
    .addHelpText('after', '\nExample:\n  oops-report completion bash >> ~/.bashrc')
    .action((shell: string) => void context.stdout.write(SCRIPTS[shell] ?? ''));
}

/** `complete-words -- WORD...`, which the scripts run: prints what the last word can become, one a line. */
export function completeWordsCommand(context: CommandContext): Command {
  return new Command('complete-words')
    .summary('complete the last of these words; what the scripts of completion run')
    .argument('[words...]')
    .addHelpText('after', '\nExample:\n  oops-report complete-words -- query --sys')
    .action(async (words: readonly string[], _: object, self: Command) => {
      const last = words.at(-1) ?? '';
      const candidates = self.parent ? await findCandidates(context, self.parent, words) : [];
      // A candidate is put into a command line as it is: one that a shell would read in another way is left out.
      const fitting = candidates.filter((word) => word.startsWith(last) && /^[\w.:@+-]+$/.test(word));
      context.stdout.write([...new Set(fitting)].map((word) => `${word}\n`).join(''));
    });
}

async function findCandidates(
  context: CommandContext,
  program: Command,
  words: readonly string[],
): Promise<string[]> {
  const before = words.slice(0, -1);
  const command = before.reduce(
    (current, word) => current.commands.find((sub) => sub.name() === word) ?? current,
    program,
  );
  const option = (before.at(-1) ?? '').replace(/^--(?:not-)?/, '--');
  if (option === '--outage') return ['any', 'none', ...(await listNames(context, before)).outages];
  if (option === '--system') return (await listNames(context, before)).systems;
  const rule: FilterRule | undefined = Object.entries(FILTERS).find(([name]) => option === `--${name}`)?.[1];
  if (rule?.choices) return [...rule.choices];
  if ((words.at(-1) ?? '').startsWith('-')) {
    return [...command.options, ...program.options].flatMap(({ long }) => long ?? []).concat('--help');
  }
  const names = command.commands.map((sub) => sub.name()).filter((name) => name !== 'complete-words');
  const takesOutage = command.registeredArguments[0]?.name() === 'outage';
  return takesOutage ? (await listNames(context, before)).outages : names;
}

/** The outages and systems of the database that the words name. Asking makes no database where there is none. */
async function listNames(context: CommandContext, words: readonly string[]) {
  const wordAfter = (option: string) => words[words.indexOf(option) + 1 || words.length];
  const db = wordAfter('--db') ?? (context.env[DATABASE_VARIABLE] || DEFAULT_DATABASE);
  const config = wordAfter('--config');
  if (!existsSync(resolve(context.cwd, db))) return { outages: [], systems: [] };
  const globals = { db, color: false, quiet: true, ...(config === undefined ? {} : { config }) };
  return withSession(context, globals, { fills: false }, (session) => ({
    outages: listWindows(session.db)
      .map(({ outage }) => outage)
      .reverse(),
    systems: listReporters(session.db)
      .map(({ system }) => system)
      .sort(),
  }));
}
