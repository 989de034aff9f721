// Writes docs/commands.md and the manual page from the program's own help, docs/sql.md from the data dictionary,
// docs/glossary.md from the words that the pages explain, docs/config.schema.json from the schema that reads the config,
// the addresses in docs/pages.md from the routes, and the samples in README.md from the golden reports.
// Run after a change of either: `npm run docs`. With `--check` it only says what differs.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EXIT } from '../build/commands/program/context.js';
import { buildProgram } from '../build/commands/program/program.js';
import { describeConfigSchema } from '../build/config/schema/json-schema.js';
import { SQL_DIALECTS } from '../build/questions/sql/dialects.js';
import { VIEWS } from '../build/questions/sql/views.js';
import { GLOSSARY } from '../build/reports/glossary/glossary.js';
import { printJson } from '../build/reports/layout/outputs.js';
import { PAGE_ROUTES } from '../build/web/routes.js';
import { describeManPage } from './man-page.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The samples of README.md: the golden report, which of its sections are shown, and how many lines of long ones. */
const SAMPLES = {
  outage: { file: 'test/golden/outage-shop.txt', sections: [0, 1, 2, 3, 4], longest: 80 },
  daily: { file: 'test/golden/daily-shop.txt', sections: [0, 1, 2], longest: 40 },
  launchpad: { file: 'test/golden/outage-incident.txt', sections: [0, 1], longest: 13 },
};

/** The program with all its commands, which prints nothing. */
function makeProgram() {
  const silent = { write: () => true };
  const context = {
    stdout: silent,
    stderr: silent,
    env: {},
    cwd: '',
    now: () => 0,
    columns: 100,
    sleep: async () => {},
    interruptible: async () => {},
    showsProgress: false,
    canAsk: false,
    user: '',
  };
  return buildProgram(context, () => {});
}

/** The help of every command, one after the other, as Markdown. */
function describeCommands(program) {
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

/** The words of the reports, as `/glossary` explains them. */
function describeGlossary() {
  const parts = GLOSSARY.map(({ title, words }) => {
    const lines = words.map(({ word, meaning }) => `- **${word}**: ${meaning}\n`);
    return `## ${title}\n\n${lines.join('')}`;
  });
  return `# Words of the reports

What \`/glossary\` of \`oops-report serve\` explains; written by \`npm run docs\`. [Concepts](concepts.md) tells the stories.

${parts.join('\n')}`;
}

/** The data dictionary, and what there is to know before asking in SQL. */
function describeSql() {
  const views = Object.entries(VIEWS).map(([name, { about, columns }]) => {
    const rows = Object.entries(columns).map(
      ([column, what]) => `| ${column} | ${what.replaceAll('|', '\\|')} |\n`,
    );
    return `## ${name}\n\n${about}\n\n| column | |\n| --- | --- |\n${rows.join('')}`;
  });
  return `# SQL

The views that \`oops-report sql\` reads, as \`oops-report sql --schema\` tells; written by \`npm run docs\`. They are a public
interface: columns are added and never renamed. The tables beneath them are not, and change with the program.

- \`sql\` can only read: one SELECT, WITH or VALUES, or EXPLAIN of one. It ends a statement that takes too long or too much
  memory, and says when there are more rows than \`--limit\`.
- \`:name\` in a statement takes its value from \`--param name=value\`: a number where it is written as one, else text.
- Times are UTC. To compare them use the columns in milliseconds, which have an index:
  \`WHERE time_ms >= unixepoch('2011-09-08') * 1000\`.
- \`value REGEXP 'pattern'\` searches with a regular expression, written as in the config ([Patterns](config.md#patterns)).
- Counts over the whole of a large database are faster with \`oops-report query --group-by\`, which need not read the rows.
- \`sqlite3\`, Datasette and DuckDB can open the database and see the same views, without
  REGEXP. What belongs to an outage they see as of the last run of \`query\` or \`sql\`.

A store in ClickHouse ([Beyond one machine](scale-out.md)) is asked over the same views in its own SQL:

${SQL_DIALECTS.clickhouse.notes.map((note) => `- ${note}\n`).join('')}
${views.join('\n')}`;
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

/** docs/pages.md with the addresses of all pages. */
function fillPages(text) {
  const rows = Object.values(PAGE_ROUTES).map(({ path, about, formats, only }) => {
    const address = path.replace(/\(\^[^)]*\)/, '').replace(/:(\w+)/g, (_, name) => name.toUpperCase());
    const needs = only === undefined ? '' : ` (with \`--allow-${only}\`)`;
    const others = formats.filter((format) => format !== 'html').join(', ');
    return `| \`${address}\` | ${about}${needs} | ${others} |\n`;
  });
  const table = `| address | shows | also as |\n| --- | --- | --- |\n${rows.join('')}`;
  return text.replace(/<!-- routes -->[\s\S]*?<!-- end -->/, `<!-- routes -->\n${table}<!-- end -->`);
}

const commands = describeCommands(await makeProgram());
const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
const manPage = describeManPage(await makeProgram(), version, EXIT);
const files = [
  { name: 'docs/commands.md', wanted: () => commands },
  { name: 'man/oops-report.1', wanted: () => manPage },
  { name: 'docs/sql.md', wanted: () => describeSql() },
  { name: 'docs/glossary.md', wanted: () => describeGlossary() },
  { name: 'docs/config.schema.json', wanted: () => printJson(describeConfigSchema()) },
  { name: 'docs/pages.md', wanted: (text) => fillPages(text) },
  { name: 'README.md', wanted: (text) => fillReadme(text) },
];
let differ = 0;
for (const { name, wanted } of files) {
  const text = existsSync(root + name) ? readFileSync(root + name, 'utf8') : '';
  if (text === wanted(text)) continue;
  differ += 1;
  if (process.argv.includes('--check'))
    console.log(`${name} is not what the program says: run npm run docs.`);
  else {
    mkdirSync(dirname(root + name), { recursive: true });
    writeFileSync(root + name, wanted(text));
  }
}
if (process.argv.includes('--check')) process.exitCode = differ;
