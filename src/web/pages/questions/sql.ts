import { attributionTable } from '../../../evidence/attribution-table/refresh.js';
import { type AskedWords, withWords } from '../../../questions/asked-words.js';
import { readLimit, SQL_LIMIT } from '../../../questions/limit.js';
import type { Answer } from '../../../questions/question.js';
import { SQL_EXAMPLES } from '../../../questions/sql/examples.js';
import { describeTimeComparisons } from '../../../questions/sql/remarks.js';
import { sqlWords } from '../../../questions/sql/words.js';
import type { PageLink } from '../../../reports/layout/frame.js';
import { plural } from '../../../reports/layout/text.js';
import { tabulateAnswer } from '../../../reports/question/answer-table.js';
import type { AnsweredTable } from '../../../reports/question/render-query.js';
import { renderSqlHtml, type SqlView } from '../../../reports/question/render-sql.js';
import { listWords } from '../../../text/list-words.js';
import { UserError } from '../../../user-error.js';
import { ADDRESSES, inFormat } from '../../addresses.js';
import { frameReport } from '../../frame-page.js';
import { type PageAnswer, type PageContext, type PageMaker, redirect } from '../../page.js';
import { ANSWER_FILES, type AnswerFileFormat, answerFile, checkRows, MOST_ROWS } from './answer-file.js';

/** How long a statement may take, in milliseconds. */
const TIMEOUT = 10_000;

/** A statement with the values of its parameters. */
interface Statement {
  readonly sql: string;
  readonly limit: number;
  readonly parameters: Readonly<Record<string, string>>;
}

/** A question in SQL: `/sql?sql=SELECT …`, with `:name` for the values of its parameters. */
export const sqlPage: PageMaker = {
  async make({ query, format, now }, context) {
    const words = readWords(query);
    if (format !== 'html') return makeFile(words, format as AnswerFileFormat, context);
    if (words.length < query.size) return redirect(ADDRESSES.askedInSql(words));
    return makePage(words, context, now);
  },
  needs: ({ query }, store, config) => (query.get('sql') ? [attributionTable(store, config)] : []),
};

/** What was filled in. A parameter may be empty; one that the statement does not have is left out. */
function readWords(query: URLSearchParams): AskedWords {
  const names = parametersOf(query.get('sql') ?? '').map((name) => `:${name}`);
  return [...query].filter(([name, value]) =>
    name.startsWith(':') ? names.includes(name) : ['sql', 'limit'].includes(name) && value !== '',
  );
}

/** The names of a statement's parameters, without their colons. */
function parametersOf(sql: string): string[] {
  const words = sqlWords(sql).filter(({ kind }) => kind === 'parameter');
  return [...new Set(words.map(({ value }) => value))];
}

/** Throws a UserError where something is missing or wrong. */
function readStatement(words: AskedWords): Statement {
  const given = new Map(words);
  const sql = given.get('sql');
  if (sql === undefined) throw new UserError('There is no statement. Give one as sql=SELECT ….');
  const names = parametersOf(sql);
  const missing = names.filter((name) => !given.has(`:${name}`)).map((name) => `:${name}`);
  if (missing.length > 0) throw new UserError(`Give a value for ${listWords(missing, 'and')}.`);
  return {
    sql,
    limit: readLimit('--limit', given.get('limit'), SQL_LIMIT),
    parameters: Object.fromEntries(names.map((name) => [name, given.get(`:${name}`) ?? ''])),
  };
}

async function makeFile(words: AskedWords, format: AnswerFileFormat, context: PageContext) {
  const statement = readStatement(words);
  checkRows(statement.limit);
  return answerFile(await context.sql({ ...statement, timeout: TIMEOUT }), format, 'sql');
}

async function makePage(words: AskedWords, context: PageContext, now: number): Promise<PageAnswer> {
  const given = new Map(words);
  const statement = given.get('sql') ?? '';
  const view: SqlView = {
    statement,
    limit: given.get('limit') ?? '',
    parameters: parametersOf(statement).map((name) => ({
      name: `:${name}`,
      value: given.get(`:${name}`) ?? '',
    })),
    ...{ wrong: null, remarks: [], answer: null, examples: [] },
  };
  if (statement === '') return show(context, { ...view, examples: EXAMPLES }, null);
  try {
    const asked = readStatement(words);
    const limit = Math.min(asked.limit, MOST_ROWS.page);
    const answer = await context.sql({ ...asked, limit, timeout: TIMEOUT });
    const remarks = describeTimeComparisons(asked.sql, asked.parameters, now, context.engine);
    const shown = { ...view, remarks, answer: tabulate(answer, words) };
    return show(context, shown, ADDRESSES.askedInSql(words));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { ...(await show(context, { ...view, wrong: error.message }, null)), status: 400 };
  }
}

async function show(context: PageContext, view: SqlView, address: string | null) {
  const look = await frameReport(context, {
    address,
    place: 'query',
    formats: address === null ? [] : ANSWER_FILES,
    beside: [{ href: ADDRESSES.query, text: 'Ask without SQL' }],
  });
  return { kind: 'page', status: 200, format: 'html', body: renderSqlHtml(view, look) } as const;
}

function tabulate(answer: Answer, words: AskedWords): AnsweredTable {
  const table = tabulateAnswer(answer, {
    about: 'Answer',
    pages: ADDRESSES,
    hidden: [],
    barOf: null,
    sortOf: () => ({ sort: null, sorted: null }),
    listOf: () => null,
  });
  const rows = plural(answer.rows.length, 'row');
  if (!answer.truncated) return { table, summary: `${rows}.`, more: [] };
  const all = ADDRESSES.askedInSql(withWords(words, 'limit', String(MOST_ROWS.file)));
  const more = ANSWER_FILES.map((format) => ({
    href: inFormat(all, format),
    text: `up to ${MOST_ROWS.file} as ${format.toUpperCase()}`,
  }));
  return { table, summary: `${rows}, and there are more:`, more };
}

const EXAMPLES: readonly PageLink[] = SQL_EXAMPLES.map(({ about, sql }) => ({
  text: about,
  href: ADDRESSES.askedInSql([['sql', sql]]),
}));
