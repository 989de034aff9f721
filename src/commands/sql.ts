import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { attributionTable } from '../evidence/attribution-table/refresh.js';
import { readLimit, SQL_LIMIT } from '../questions/limit.js';
import { SQL_DIALECTS, type SqlEngine } from '../questions/sql/dialects.js';
import { describeTimeComparisons } from '../questions/sql/remarks.js';
import { VIEWS, type ViewDescription } from '../questions/sql/views.js';
import { toLine } from '../text/printable.js';
import { parseDuration } from '../time/duration.js';
import { UserError } from '../user-error.js';
import { type AnswerOptions, addAnswerOptions, readFormat, writeAnswer } from './options/answer-output.js';
import { collect } from './options/collect.js';
import { chooseStore } from './options/store-address.js';
import type { CommandContext, GlobalOptions } from './program/context.js';
import { withSnapshot } from './program/session.js';

interface SqlOptions extends AnswerOptions {
  readonly file?: string;
  readonly param?: readonly string[];
  readonly timeout: string;
  readonly schema?: boolean;
}

/** `sql "SELECT …"`: a question in SQL, which can only read. */
export function sqlCommand(context: CommandContext): Command {
  const command = new Command('sql')
    .description(
      `Answers one SELECT over the views oops, outage_window, signature and attributed_oops; --schema describes their columns.
It can only read, and is ended when its time or memory is over. REGEXP searches with a regular expression. In a file of SQLite
the views are there for other tools that open it, too; a store in ClickHouse is asked in its SQL.`,
    )
    .argument('[statement]', 'the SELECT; - or nothing reads it from stdin')
    .option('--file <file>', 'read the statement from a file; - is stdin')
    .option(
      '--param <name=value>',
      'the value of :name in the statement, a number where it is written as one; may be repeated',
      collect,
      [],
    )
    .option('--timeout <duration>', 'how long it may take, such as 500ms, 10s or 2m', '10s')
    .option('--schema', 'describe the views and their columns');
  return addAnswerOptions(command, SQL_LIMIT)
    .addHelpText(
      'after',
      `
Examples:
  oops-report sql "SELECT system, count(*) FROM oops WHERE disposition = 'unexpected' GROUP BY system"
  oops-report sql "SELECT id, url FROM oops WHERE username = :user" --param user=mark --format csv
  oops-report sql --file weekly.sql --param from=1315440000000 --timeout 1m --format json
  oops-report sql "SELECT type, value, bug, oops_count FROM signature WHERE value REGEXP '^Bug #'"`,
    )
    .action(async (statement: string | undefined, options: SqlOptions, self: Command) => {
      const globals: GlobalOptions = self.optsWithGlobals();
      const { engine } = chooseStore(globals.db, context);
      if (options.schema) {
        context.stdout.write(describeViews(engine));
        return;
      }
      const format = readFormat(options.format);
      const limit = readLimit('--limit', options.limit, SQL_LIMIT);
      const timeout = readTimeout(options.timeout);
      const parameters = readParameters(options.param ?? []);
      const sql = readStatement(statement, options.file, context.cwd);
      if (!globals.quiet) {
        for (const remark of describeTimeComparisons(sql, parameters, context.now(), engine))
          context.stderr.write(`${toLine(remark)}\n`);
      }
      const answer = await withSnapshot(
        context,
        globals,
        ({ store }) =>
          context.interruptible((signal) => store.sql({ sql, parameters, limit, timeout }, signal)),
        ({ store, config }) => [attributionTable(store, config)],
      );
      await writeAnswer(context, globals, answer, format);
    });
}

/** The data dictionary, as text, and before it what is otherwise in the SQL of this engine. */
export function describeViews(
  engine: SqlEngine,
  views: Readonly<Record<string, ViewDescription>> = VIEWS,
): string {
  const { notes } = SQL_DIALECTS[engine];
  const told = Object.entries(views)
    .map(([name, { about, columns }]) => {
      const width = Math.max(...Object.keys(columns).map((column) => column.length));
      const lines = Object.entries(columns).map(([column, what]) => `  ${column.padEnd(width)}  ${what}\n`);
      return `${name}: ${about}\n${lines.join('')}`;
    })
    .join('\n');
  return notes.length === 0
    ? told
    : `The SQL of ClickHouse:\n${notes.map((note) => `- ${note}\n`).join('')}\n${told}`;
}

function readStatement(statement: string | undefined, file: string | undefined, cwd: string): string {
  if (file !== undefined && statement !== undefined) {
    throw new UserError('Give the statement or --file, not both.');
  }
  if (statement !== undefined && statement !== '-') return statement;
  try {
    return readFileSync(file === undefined || file === '-' ? 0 : resolve(cwd, file), 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(
      `${file ?? 'stdin'}: cannot be read (${code}). Give the statement, or --file with the name of a file.`,
    );
  }
}

function readParameters(given: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    given.map((text) => {
      const [, name, value] = /^:?(\w+)=([\s\S]*)$/.exec(text) ?? [];
      if (name === undefined || value === undefined) {
        throw new UserError(`--param ${text} is no name=value. Write it as --param user=mark for :user.`);
      }
      return [name, value];
    }),
  );
}

function readTimeout(text: string): number {
  const timeout = parseDuration(text);
  if (timeout !== null && timeout > 0 && timeout <= 86_400_000) return timeout;
  throw new UserError(`--timeout ${text} is no time to wait. Write it as 500ms, 10s or 2m, at most 24h.`);
}
