import {
  answerQuestion,
  answerWithRemarks,
  preparationsOf,
} from '../../../evidence/questions/answer-question.js';
import { type AskedWords, lookUpWords, withWords } from '../../../questions/asked-words.js';
import { QUERY_EXAMPLES } from '../../../questions/query-examples.js';
import { type AskedQuestion, QUESTION_NAMES, readQuestion } from '../../../questions/read-question.js';
import type { PageLink } from '../../../reports/layout/frame.js';
import { plural } from '../../../reports/layout/text.js';
import { type KnownNames, layOutForm } from '../../../reports/question/query-form.js';
import {
  type AnsweredTable,
  type QueryView,
  renderQueryHtml,
} from '../../../reports/question/render-query.js';
import { suggestNames } from '../../../text/nearest-names.js';
import { UserError } from '../../../user-error.js';
import { ADDRESSES, inFormat } from '../../addresses.js';
import { frameReport } from '../../frame-page.js';
import { type PageAnswer, type PageContext, type PageMaker, redirect } from '../../page.js';
import { ANSWER_FILES, type AnswerFileFormat, answerFile, checkRows, MOST_ROWS } from './answer-file.js';
import { tabulateQuery, withLinkColumns } from './query-table.js';

/** Counts and lists of OOPSes: the form of `oops-report query`, and its answer. */
export const queryPage: PageMaker = {
  async make({ query, format, now }, context) {
    const words = readWords(query);
    if (format !== 'html') return makeFile(words, format as AnswerFileFormat, context, now);
    // A form sends its empty fields, too: they have no place in an address that people keep.
    if (words.length < query.size) return redirect(ADDRESSES.asked(words));
    return makePage(words, context, now);
  },
  needs({ query, format, now }, store, config) {
    const words = readWords(query);
    try {
      // The form alone asks nothing.
      if (words.length === 0 && format === 'html') return [];
      return preparationsOf(readQuestion(lookUpWords(words), now), store, config);
    } catch (error) {
      // What is wrong is said where the page is made.
      if (error instanceof UserError) return [];
      throw error;
    }
  },
};

/** What was filled in of the form. */
function readWords(query: URLSearchParams): AskedWords {
  return [...query].filter(([, value]) => value !== '');
}

function readAsked(words: AskedWords, now: number): AskedQuestion {
  const unknown = words.find(([name]) => !QUESTION_NAMES.includes(name))?.[0];
  if (unknown === undefined) return readQuestion(lookUpWords(words), now);
  const named = QUESTION_NAMES.filter((name) => !name.startsWith('not-'));
  const advice = suggestNames(unknown, QUESTION_NAMES, `Choose from ${named.join(', ')}.`);
  throw new UserError(`${unknown} is nothing to ask by. ${advice}`);
}

async function makeFile(
  words: AskedWords,
  format: AnswerFileFormat,
  { data }: PageContext,
  now: number,
): Promise<PageAnswer> {
  const question = readAsked(words, now);
  checkRows(question.limit);
  return answerFile(await answerQuestion(data, question), format, 'query');
}

async function makePage(words: AskedWords, context: PageContext, now: number): Promise<PageAnswer> {
  const form = layOutForm(words, await knownNames(context));
  const view: QueryView = { form, wrong: null, remarks: [], answer: null, examples: [] };
  if (words.length === 0) return show(context, { ...view, examples: EXAMPLES }, ADDRESSES.query);
  try {
    return await show(context, { ...view, ...(await answer(words, context, now)) }, ADDRESSES.asked(words));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { ...(await show(context, { ...view, wrong: error.message }, null)), status: 400 };
  }
}

async function show(context: PageContext, view: QueryView, address: string | null) {
  const look = await frameReport(context, {
    address,
    place: 'query',
    formats: address === null ? [] : ANSWER_FILES,
    beside: context.site.allowsSql ? [{ href: ADDRESSES.sql, text: 'Ask in SQL' }] : [],
  });
  return { kind: 'page', status: 200, format: 'html', body: renderQueryHtml(view, look) } as const;
}

async function answer(
  words: AskedWords,
  { data }: PageContext,
  now: number,
): Promise<Pick<QueryView, 'answer' | 'remarks'>> {
  const asked = readAsked(words, now);
  const question = { ...asked, limit: Math.min(asked.limit, MOST_ROWS.page) };
  const linked = withLinkColumns(question);
  const { answer: found, remarks } = await answerWithRemarks(data, linked.question);
  const isCut = found.truncated || (question.limit < asked.limit && found.rows.length === question.limit);
  return {
    answer: {
      table: tabulateQuery(found, words, question, linked),
      ...summarise(words, question, found.rows.length, isCut),
    },
    remarks,
  };
}

/** How much an answer is, and where the rest of it is. */
function summarise(
  words: AskedWords,
  { groupBy, limit, isTop }: AskedQuestion,
  rows: number,
  isCut: boolean,
): Omit<AnsweredTable, 'table'> {
  if (groupBy?.length === 0) return { summary: 'All of them together.', more: [] };
  const what = groupBy ? plural(rows, 'group') : plural(rows, 'OOPS', 'OOPSes');
  if (!isCut) return { summary: `${what}.`, more: [] };
  const limited = (most: number) => ADDRESSES.asked(withWords(words, isTop ? 'top' : 'limit', String(most)));
  const page: PageLink[] =
    limit < MOST_ROWS.page ? [{ href: limited(MOST_ROWS.page), text: `up to ${MOST_ROWS.page} here` }] : [];
  const files = ANSWER_FILES.map((format) => ({
    href: inFormat(limited(MOST_ROWS.file), format),
    text: `up to ${MOST_ROWS.file} as ${format.toUpperCase()}`,
  }));
  return { summary: `${what}, and there are more:`, more: [...page, ...files] };
}

/** What fields suggest: the systems by name, and the outages, the last ones first. */
async function knownNames(context: PageContext): Promise<KnownNames> {
  const { reporters, systemOf, outages } = await context.reportContext();
  return {
    system: [...new Set(reporters.map(({ name }) => systemOf(name)))].sort(),
    outage: outages.map(({ id }) => id).reverse(),
  };
}

const EXAMPLES: readonly PageLink[] = QUERY_EXAMPLES.map(({ about, words }) => ({
  text: about,
  href: ADDRESSES.asked(words),
}));
