import { availableParallelism } from 'node:os';
import { Command } from 'commander';
import { createRowSettings } from '../../config/row-settings.js';
import { complainOfNothing } from '../../ingest/complain-of-nothing.js';
import { ingestPaths } from '../../ingest/ingest.js';
import type { IngestSummary } from '../../ingest/tally.js';
import type { RowSettings } from '../../oops/events/document-settings.js';
import { ROW_FORMATS } from '../../oops/events/row-formats.js';
import { DEFAULT_DECODE_LIMITS } from '../../oops/formats/decode-report.js';
import { printJson } from '../../reports/layout/outputs.js';
import { toLine } from '../../reports/layout/text.js';
import { readColumnMap } from '../../sources/exports/columns.js';
import { STANDARD_INPUT } from '../../sources/exports/export-stream.js';
import { describeExportFormats } from '../../sources/exports/formats.js';
import { ALL_DATES, type DateRange } from '../../sources/find-reports.js';
import { listWords } from '../../text/list-words.js';
import { suggestNames } from '../../text/nearest-names.js';
import { parseDuration } from '../../time/duration.js';
import { readDateOption } from '../../time/named-moment.js';
import { UserError } from '../../user-error.js';
import { chooseOutput, FormatOption, type FormatOptions } from '../options/format.js';
import { type CommandContext, EXIT, type ExitCode, type GlobalOptions } from '../program/context.js';
import { withStore } from '../program/session.js';
import { startProgressBar } from '../terminal/progress-bar.js';
import { describeSummary } from './describe-summary.js';
import { addListenOption } from './listen-options.js';
import { isLive, readLiveOptions, refuseLiveOptions, type WrittenLiveOptions } from './live-options.js';
import { lookAtPaths } from './look-at-paths.js';
import { addQueueOptions } from './queue-options.js';
import { addSpoolOption } from './spool-option.js';

/** One thread writes the database: more readers than these would wait for it. */
const MOST_JOBS = 4;

interface IngestCommandOptions extends FormatOptions, WrittenLiveOptions {
  readonly since?: string;
  readonly until?: string;
  readonly columns?: string;
  readonly lines?: string;
  readonly retry?: boolean;
  readonly maxReportSize?: string;
  readonly jobs?: string;
  readonly settle?: string;
  readonly strict?: boolean;
}

const INGEST_OUTPUTS = {
  text: describeSummary,
  json: (summary: IngestSummary) => printJson(summary),
} as const;

/** `ingest PATH…`: loads OOPSes, only what is new. */
export function ingestCommand(context: CommandContext, end: (code: ExitCode) => void): Command {
  const command = new Command('ingest')
    .description(
      `Loads OOPSes from date-directory repositories, searched for below each path, from single report files, and from
exports: ${describeExportFormats()}.
Exports have the keys of show --format json,
or those of the report dictionary (duration, req_vars, tb_text ...), with ISO 8601 or epoch times. What was read before is
read again only when it has changed, and then replaces what it said. Left alone are hidden and temporary names, and
for the next run files younger than 2 s, which may still be in the making. What cannot be read is kept with its reason,
for an export with its line: see oops-report rejects. The files found, and for exports their rows, are each loaded,
known, rejected or skipped. Ends with 1 when nothing of what was given could be read. With --follow it goes on until
SIGTERM: files are loaded once they have settled, logs are read on as they grow, and new days and folders are found.`,
    )
    .argument('[path...]', 'repositories, report files, exports or logs; - is standard input')
    .option('--since <date>', 'only date directories, or rows of exports, of this day and later')
    .option('--until <date>', 'only date directories, or rows of exports, of this day and earlier')
    .option('--columns <map>', 'KEY=COLUMN,... where a column of CSV, or a key of JSON, has another name')
    .option('--lines <format>', `how lines are read: ${LINE_FORMATS.join(', ')} (default: auto)`)
    .option('--max-report-size <size>', 'reject reports that are larger unpacked, e.g. 16MB (default: 64MB)')
    .option('--jobs <n>', `how many threads read (default: one a processor, at most ${MOST_JOBS})`)
    .option('--settle <time>', 'leave younger files for the next run; 0: none (default: settlingTime, 2s)')
    .option('--retry', 'try again what was rejected, also where the file has not changed')
    .option('--strict', 'end with 1 when something was rejected')
    .addOption(new FormatOption(INGEST_OUTPUTS))
    .optionsGroup('Options of an ingest that runs until it is stopped:')
    .option('--follow', 'go on loading what is written to the paths, until it is stopped');
  return addListenOption(addSpoolOption(addQueueOptions(command)))
    .option('--give-up-after <time>', 'how long what cannot be reached is tried (default: 120s)')
    .option(
      '--metrics <address>',
      'serve OpenMetrics of a running ingest at ADDRESS:PORT, or a PORT of this machine',
    )
    .addHelpText(
      'after',
      `
Examples:
  oops-report ingest /srv/oopses --strict
  oops-report ingest crashes.csv.gz --columns time=timestamp,type=exception
  oops-report ingest api.log --columns type=err.name,value=err.text,system=svc
  oops-report ingest --follow /srv/oopses /var/log/shop
  oops-report ingest - < shop.json    # or journalctl -o json -u shop | oops-report ingest -
  oops-report ingest --amqp amqp://oops@mq.example.com --queue oopses --spool /var/spool/oopses
  oops-report ingest --listen 127.0.0.1:8080 --spool /var/spool/oopses`,
    )
    .action(async (paths: string[], given: IngestCommandOptions, self: Command) => {
      const options = splitFormat(given);
      const globals = self.optsWithGlobals<IngestCommandOptions & GlobalOptions>();
      const print = chooseOutput(INGEST_OUTPUTS, options, 'ingest');
      const dates = readDates(options, context.now());
      const rows = readRowOptions(options);
      const maxReportBytes =
        options.maxReportSize === undefined
          ? DEFAULT_DECODE_LIMITS.unpackedBytes
          : readSize(options.maxReportSize);
      const jobs = readJobs(options.jobs);
      const settle = readSettlingTime(options.settle);
      if (isLive(options)) {
        refuseOneGoOptions(options);
        if (!options.follow && paths.length > 0)
          throw new UserError(
            'Beside a queue or a receiver, paths are followed. Add --follow, or leave the paths out.',
          );
        const followed = options.follow ? lookAtPaths(paths, context.cwd) : NO_PATHS;
        for (const line of followed.missing) context.stderr.write(`oops-report: ${toLine(line)}\n`);
        const { describeIntakes, ingestLive, printIntakes } = await import('./live.js');
        const more = { jobs, settle, rows, maxReportBytes };
        const live = readLiveOptions(options, more, context);
        const intakes = await ingestLive(context, globals, followed.readable, live);
        context.stdout.write(options.format === 'json' ? printIntakes(intakes) : describeIntakes(intakes));
        return;
      }
      refuseLiveOptions(options);
      const { readable, missing } = lookAtPaths(paths, context.cwd);
      const bar = await startProgressBar(context, globals.quiet ?? false);
      const onRemark = (remark: string) => {
        if (!globals.quiet) context.stderr.write(`${toLine(remark)}\n`);
      };
      const { summary, complaint } = await withStore(context, globals, {}, async ({ store, config }) => {
        const settingsOf = createRowSettings(config);
        const summary = await context.interruptible(
          (signal) =>
            ingestPaths({ store, rules: config.rules, now: context.now }, readable, {
              dates,
              settle: settle ?? config.settlingTime,
              retry: options.retry ?? false,
              jobs,
              onProgress: bar.update,
              rowsOf: (path) => ({ ...settingsOf(path), ...rows }),
              maxReportBytes,
              ...(paths.includes(STANDARD_INPUT) && { stdin: context.stdin }),
              onRemark,
              signal,
            }),
          'What was read so far is kept: run it again for the rest.',
        );
        const complaint =
          dates === ALL_DATES
            ? await store.snapshot((data) => complainOfNothing(data, readable, summary))
            : null;
        return { summary, complaint };
      }).finally(bar.stop);
      context.stdout.write(print(summary));
      for (const line of [...missing, ...(complaint === null ? [] : [complaint])]) {
        context.stderr.write(`oops-report: ${toLine(line)}\n`);
      }
      if (missing.length > 0 || summary.unreadableFolders.length > 0) end(EXIT.failed);
      else if (complaint !== null) end(EXIT.finding);
      else if (options.strict && summary.rejected > 0) end(EXIT.finding);
    });
}

const NO_PATHS = { readable: [], missing: [] };

/** Options that only an ingest can have that comes to an end. */
const ONE_GO_OPTIONS = ['since', 'until', 'retry', 'strict'] as const;

function refuseOneGoOptions(options: IngestCommandOptions): void {
  const given = ONE_GO_OPTIONS.find((name) => options[name] !== undefined);
  if (given === undefined) return;
  throw new UserError(
    `--${given} is for an ingest that comes to an end. Leave it out, or run that one beside.`,
  );
}

/** Formats of lines: `auto` recognises each by itself. */
const LINE_FORMATS = ['auto', ...ROW_FORMATS];

/**
 * `--format` names what is printed, or as a shorthand how lines are read, where the word is not both: `json` is what is
 * printed.
 */
function splitFormat(options: IngestCommandOptions): IngestCommandOptions {
  const { format, ...rest } = options;
  const isOfLines = format !== undefined && !(format in INGEST_OUTPUTS) && LINE_FORMATS.includes(format);
  return isOfLines ? { lines: format, ...rest } : options;
}

/** How rows are read, as far as the options say it. Throws a UserError for what is no format or no map of columns. */
function readRowOptions({ columns, lines }: IngestCommandOptions): Partial<RowSettings> {
  return {
    ...(columns === undefined ? {} : { columns: readColumnMap(columns) }),
    ...(lines === undefined ? {} : { format: readLineFormat(lines) }),
  };
}

function readLineFormat(name: string): string | null {
  if (name === 'auto') return null;
  if (ROW_FORMATS.includes(name)) return name;
  const advice = suggestNames(name, LINE_FORMATS, `Choose ${listWords(LINE_FORMATS, 'or')}.`);
  throw new UserError(`--lines ${name} is no format of lines. ${advice}`);
}

/** Reads a length of time; undefined where none is given. Throws a UserError for what is none. */
function readSettlingTime(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const settle = text === '0' ? 0 : parseDuration(text);
  if (settle !== null) return settle;
  throw new UserError(`--settle ${text} is no length of time. Write it as 2s, 500ms or 0.`);
}

function readDates({ since, until }: IngestCommandOptions, now: number): DateRange {
  if (since === undefined && until === undefined) return ALL_DATES;
  return {
    since: since === undefined ? null : readDateOption('--since', since, now),
    until: until === undefined ? null : readDateOption('--until', until, now),
  };
}

/** Throws a UserError for what is no number of threads. */
function readJobs(text: string | undefined): number {
  if (text === undefined) return Math.min(availableParallelism(), MOST_JOBS);
  if (/^[1-9]\d?$/.test(text)) return Number(text);
  throw new UserError(`--jobs ${text} is no number of threads. Write one from 1 to 99.`);
}

const SIZES = { KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3 } as const;

/** A size such as `16MB` in bytes. Throws a UserError when it is none. */
function readSize(text: string): number {
  const [, amount, unit] = /^(\d+)\s*(KB|MB|GB)$/i.exec(text.trim()) ?? [];
  const bytes = Number(amount) * SIZES[(unit ?? 'MB').toUpperCase() as keyof typeof SIZES];
  if (bytes > 0) return bytes;
  throw new UserError(`--max-report-size ${text} is no size. Write it like 16MB.`);
}
