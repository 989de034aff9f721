import { Argument, Command } from 'commander';
import type { CommandContext } from '../program/context.js';

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

/** `completion SHELL`: what makes a shell complete commands, options and their values. */
export function completionCommand(context: CommandContext): Command {
  return new Command('completion')
    .description(
      'Prints a script for bash, zsh or fish: commands, options, outages, systems, groups, days, zones. Load it where your shell is set up.',
    )
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
      // Loaded only here: every run of the program loads this file.
      const { findCandidates } = await import('./candidates.js');
      const candidates = self.parent ? await findCandidates(context, self.parent, before, last) : [];
      // A candidate is put into a command line as it is: one that a shell would read in another way is left out.
      const fitting = candidates.filter((word) => word.startsWith(last) && /^[\w.:@+,/-]+$/.test(word));
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
