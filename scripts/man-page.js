// The manual page, in roff: what the commands say of themselves, and around it what belongs to the program as a whole.

/** What each way to end means, by its name in `EXIT`. */
const ENDS = {
  done: 'Done, and nothing to report against.',
  finding:
    'Done, and the answer is a finding: an outage was not as expected, windows check found a fault, ingest could read nothing of what it was given.',
  failed:
    'It could not be done: usage, a missing or unreadable file, a bad config, a locked or damaged database.',
  undecided: 'Done, but undecided: the outage cannot be judged yet.',
  interrupted: 'Stopped by SIGINT. What was read so far is kept.',
  terminated: 'Stopped by SIGTERM. What was read so far is kept.',
};

const ENVIRONMENT = {
  OOPS_REPORT_DB: 'The database, where --db names none.',
  'OOPS_REPORT_DB_PASSWORD, OOPS_REPORT_DB_PASSWORD_FILE':
    'The password for a database on a server, or a file that holds it.',
  OOPS_REPORT_CONFIG: 'The config, where --config names none.',
  OOPS_REPORT_OOPS_URL: 'The page of an OOPS, where --oops-url names none.',
  'OOPS_REPORT_SMTP_HOST, OOPS_REPORT_SMTP_PORT, OOPS_REPORT_SMTP_SECURITY, OOPS_REPORT_SMTP_USER, OOPS_REPORT_SMTP_PASSWORD, OOPS_REPORT_MAIL_FROM':
    'How daily --mail sends; they overrule mail of the config.',
  'LC_ALL, LC_CTYPE, LANG, TERM': 'Whether bars and lines can be drawn on the terminal.',
};

const FILES = {
  'oops-report.db': 'The database, in the current folder: one SQLite file, made when missing.',
  'oops-report.yaml': 'The config, in the current folder. Every key is optional.',
};

const DESCRIPTION = `oops-report loads OOPSes, reports of single failures, from date directories, exports and logs, and outage windows from what teams keep of them. daily reports what failed in a day without what outages explain, outage says of every system whether it failed and recovered as it should, query and sql answer the rest.

Results go to standard output, remarks and progress to standard error. What can be put right is one line that says what to do.`;

const TIMES = `Options and arguments that take a day or a time take ISO 8601 and what people write where only one reading is possible: 2011-09-08, 8 Sep 2011, Sep 8, 2011, 27.11.2026, yesterday, monday, last monday, 08:53, monday 09:00, -2h, 2 hours ago, @1315471985. A weekday is the last one before today, for what is planned the next one; a day without its year is the last one, today included; a time of day alone is today's. 03/04/2026 is refused, for it may be two days. Times without an offset are UTC, or those of --timezone where a command has it.

Lengths of time have a unit: 10s, 5 min, 1.5h, 2 hours 30 min, 1w, PT5M.`;

const EXAMPLES = `oops-report ingest /srv/oopses && oops-report daily yesterday
oops-report windows import windows.csv
oops-report outage latest --output outage.html
oops-report query --from -7d --outage none --group-by topic --top 10
oops-report sql "SELECT system, count(*) FROM oops GROUP BY system"`;

/**
 * The page as roff.
 *
 * @param program the program with all its commands
 * @param exit the exit codes by their names
 */
export function describeManPage(program, version, exit) {
  return `${[
    `.\\" Written by npm run docs from the help of the program.`,
    `.TH OOPS\\-REPORT 1 "" "oops\\-report ${toRoff(version)}" "User Commands"`,
    // Text that is set flush right and cut at hyphens is hard to copy.
    '.nh',
    '.ad l',
    '.SH NAME',
    'oops\\-report \\- summaries of OOPS reports that know about outages',
    '.SH SYNOPSIS',
    '.B oops\\-report',
    '[\\fIoptions\\fR] \\fIcommand\\fR [\\fIarguments\\fR]',
    '.SH DESCRIPTION',
    paragraphs(DESCRIPTION),
    '.SH OPTIONS',
    ...optionsOf(program),
    '.SH COMMANDS',
    ...program.commands.flatMap((command) => describeCommand(command, [])),
    '.SH DAYS, TIMES AND LENGTHS OF TIME',
    paragraphs(TIMES),
    '.SH EXIT STATUS',
    ...Object.entries(exit).flatMap(([name, code]) => item(String(code), wordsFor(name))),
    '.SH ENVIRONMENT',
    ...Object.entries(ENVIRONMENT).flatMap(([name, about]) => item(name, about)),
    '.SH FILES',
    ...Object.entries(FILES).flatMap(([name, about]) => item(name, about)),
    '.SH EXAMPLES',
    example(EXAMPLES),
    '.SH SEE ALSO',
    paragraphs(
      'The folder docs of the package: concepts.md, config.md, inputs.md, windows.md, sql.md, scheduling.md. sqlite3(1) opens the database, too.',
    ),
  ]
    .flat()
    .join('\n')}\n`;
}

function wordsFor(name) {
  if (Object.hasOwn(ENDS, name)) return ENDS[name];
  throw new Error(`scripts/man-page.js has no words for the exit code ${name}.`);
}

/** A command with its arguments, options and examples; then its own commands. */
function describeCommand(command, parents) {
  if (isHidden(command, parents)) return [];
  const names = [...parents, command.name()];
  const subcommands = command.commands.flatMap((sub) => describeCommand(sub, names));
  const usage = command.registeredArguments.map((argument) => {
    const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
    return argument.required ? name : `[${name}]`;
  });
  const help = command.createHelp();
  const given = help.visibleArguments(command).filter(({ description }) => description !== '');
  return [
    `.SS ${toRoff([...names, ...usage].join(' '))}`,
    paragraphs(command.description() || `${command.summary()}.`),
    ...given.flatMap((argument) => item(help.argumentTerm(argument), help.argumentDescription(argument))),
    ...(command.commands.length > 0 ? [] : optionsOf(command)),
    ...textBehindHelp(command),
    ...subcommands,
  ];
}

/** What runs for the shells alone is in no help. */
function isHidden(command, parents) {
  return parents.length === 0 && command.name() === 'complete-words';
}

function optionsOf(command) {
  const help = command.createHelp();
  return help
    .visibleOptions(command)
    .filter(({ long }) => long !== '--help' || command.parent === null)
    .flatMap((option) => item(help.optionTerm(option), help.optionDescription(option)));
}

/** What addHelpText has put behind the help: examples, lists of forms, each with a line above it that says which. */
function textBehindHelp(command) {
  let text = '';
  command.configureOutput({
    writeOut: (part) => {
      text += part;
    },
    getOutHelpWidth: () => 100,
  });
  command.outputHelp();
  const behind = text.slice(command.helpInformation().length).trim();
  if (behind === '') return [];
  return behind.split(/\n\n+/).flatMap((part) => {
    const [heading = '', ...lines] = part.split('\n');
    return lines.length === 0
      ? ['.PP', toRoff(heading)]
      : ['.PP', toRoff(heading), example(lines.join('\n'))];
  });
}

function item(term, about) {
  return ['.TP', `\\fB${toRoff(term)}\\fR`, toRoff(about)];
}

function example(text) {
  const lines = text.split('\n').map((line) => toRoff(line.replace(/^ {2}/, '')));
  return ['.PP', '.RS 4', '.nf', ...lines, '.fi', '.RE'].join('\n');
}

function paragraphs(text) {
  return text
    .split(/\n\n+/)
    .map((part) => `.PP\n${toRoff(part.replace(/\s*\n\s*/g, ' '))}`)
    .join('\n');
}

const SPECIAL = {
  '\\': '\\e',
  '-': '\\-',
  "'": '\\(aq',
  '"': '\\(dq',
  '`': '\\(ga',
  '^': '\\(ha',
  '~': '\\(ti',
};

/** Text as roff sets it, character by character as it is. */
function toRoff(text) {
  return text
    .replace(/[\\'"`^~-]/g, (character) => SPECIAL[character])
    .replace(
      /[^\n -~]/gu,
      (character) => `\\[u${character.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}]`,
    )
    .replace(/^\./gm, '\\&.');
}
