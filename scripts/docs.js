// Writes docs/commands.md from the program's own help, and the samples in README.md from the golden reports.
// Run after a change of either: `npm run docs`. With `--check` it only says what differs.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildProgram } from '../dist/commands/program.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The samples of README.md: the golden report, which of its sections are shown, and how many lines of long ones. */
const SAMPLES = {
  outage: { file: 'test/golden/outage-incident.txt', sections: [0, 1, 2, 3, 5], longest: 16 },
  daily: { file: 'test/golden/daily-incident.txt', sections: [0, 1, 2], longest: 40 },
};

/** The help of every command, one after the other, as Markdown. */
async function describeCommands() {
  const silent = { write: () => true };
  const context = {
    stdout: silent,
    stderr: silent,
    env: {},
    cwd: '',
    now: () => 0,
    columns: 100,
    sleep: async () => {},
    showsProgress: false,
    user: '',
  };
  const program = await buildProgram(context, () => {});
  const chapters = [];
  const visit = (command, names) => {
    let text = '';
    command.configureOutput({
      writeOut: (part) => {
        text += part;
      },
      getOutHelpWidth: () => 100,
    });
    command.outputHelp();
    chapters.push(`## ${names.join(' ')}\n\n\`\`\`\n${text.trimEnd()}\n\`\`\`\n`);
    for (const sub of command.commands) visit(sub, [...names, sub.name()]);
  };
  visit(program, ['oops-report']);
  return `# Commands\n\nThe program's own \`--help\`, written by \`npm run docs\`.\n\n${chapters.join('\n')}`;
}

/** README.md with its samples as the golden reports have them. */
function fillReadme(readme) {
  return readme.replace(/<!-- sample: (\w+) -->[\s\S]*?<!-- end -->/g, (_, name) => {
    const { file, sections, longest } = SAMPLES[name];
    const parts = readFileSync(root + file, 'utf8').split(/^(?==== )/m);
    const shown = sections
      .map((place) => shorten(parts[place] ?? '', longest))
      .join('\n')
      .trimEnd();
    return `<!-- sample: ${name} -->\n\`\`\`\n${shown}\n\`\`\`\n<!-- end -->`;
  });
}

/** The first lines of a section, and a mark where it goes on. */
function shorten(section, longest) {
  const lines = section.trimEnd().split('\n');
  return `${(lines.length > longest ? [...lines.slice(0, longest), ' ...'] : lines).join('\n')}\n`;
}

const commands = await describeCommands();
const files = [
  { name: 'docs/commands.md', wanted: () => commands },
  { name: 'README.md', wanted: (text) => fillReadme(text) },
];
let differ = 0;
for (const { name, wanted } of files) {
  const text = existsSync(root + name) ? readFileSync(root + name, 'utf8') : '';
  if (text === wanted(text)) continue;
  differ += 1;
  if (process.argv.includes('--check'))
    console.log(`${name} is not what the program says: run npm run docs.`);
  else writeFileSync(root + name, wanted(text));
}
if (process.argv.includes('--check')) process.exitCode = differ;
