import { textIndex } from '../../../evidence/questions/answer-question.js';
import type { ReportContext } from '../../../evidence/report-context.js';
import type { AskedWords } from '../../../questions/asked-words.js';
import type { PageLink } from '../../../reports/layout/frame.js';
import { printJson } from '../../../reports/layout/outputs.js';
import { findTypedOops } from '../../../reports/oops/find-oops.js';
import { buildSearch } from '../../../reports/search/build-search.js';
import { readSearchedWords } from '../../../reports/search/read-words.js';
import { renderSearchHtml } from '../../../reports/search/render-html.js';
import { nearestNames } from '../../../text/nearest-names.js';
import { readDay } from '../../../time/moment.js';
import { dateAt } from '../../../time/zone.js';
import { ADDRESSES, asAsked } from '../../addresses.js';
import { frameReport } from '../../frame-page.js';
import { type PageMaker, page, redirect } from '../../page.js';

/** An id needs no words. */
const LIKE_AN_ID = /^\s*OOPS-\S+\s*$/i;

/** What somebody looks for: what it is the name of has a page of its own, and words are found in all texts. */
export const searchPage: PageMaker = {
  async make({ query, format, now }, context) {
    const typed = readTyped(query);
    const reportContext = await context.reportContext();
    const named = typed === '' ? null : await addressOf(reportContext, typed, now);
    if (named !== null) return redirect(asAsked(named, format));
    const report = await buildSearch(reportContext, typed);
    if (format === 'json') return page('json', printJson(report));
    const asked: AskedWords = [['text', wordsAsAsked(typed)]];
    const pages = {
      ...ADDRESSES,
      all: ADDRESSES.asked(asked),
      groups: ADDRESSES.asked([...asked, ['group-by', 'signature']]),
      advice: adviseOn(reportContext, typed),
    };
    const look = await frameReport(context, {
      address: ADDRESSES.search(typed),
      place: null,
      formats: ['json'],
      beside: [{ href: ADDRESSES.query, text: 'Ask by more than words' }],
    });
    return page('html', renderSearchHtml(report, pages, look));
  },
  needs({ query }, store) {
    const typed = readTyped(query);
    return typed === '' || LIKE_AN_ID.test(typed) ? [] : [textIndex(store)];
  },
};

function readTyped(query: URLSearchParams): string {
  return (query.get('q') ?? '').trim();
}

/** The page of what a text is the name of; null where it is the name of nothing. */
async function addressOf(context: ReportContext, typed: string, now: number): Promise<string | null> {
  const { outages, reporters, systemOf, config } = context;
  const found = await findTypedOops(context, typed, now);
  if (found) return ADDRESSES.oops(found.stored.oops.id);
  const outage = findName(
    typed,
    outages.map(({ id }) => id),
  );
  if (outage !== undefined) return ADDRESSES.outage(outage);
  const day = readDay(typed, { now, zone: config.timezone });
  if (day !== null && typeof day !== 'string') return ADDRESSES.day(dateAt(day.start, config.timezone));
  const system = findName(
    typed,
    reporters.map(({ name }) => systemOf(name)),
  );
  return system === undefined ? null : ADDRESSES.system(system);
}

/** The name that somebody typed, as it is written or in another case. */
function findName(typed: string, names: readonly string[]): string | undefined {
  return (
    names.find((name) => name === typed) ?? names.find((name) => name.toUpperCase() === typed.toUpperCase())
  );
}

/** The words as the form of a question takes them. */
function wordsAsAsked(typed: string): string {
  const { words, readLiterally } = readSearchedWords(typed);
  return readLiterally === null ? typed : words.map((word) => `"${word}"`).join(' ');
}

/** What may help where nothing was found. */
function adviseOn({ outages, reporters, systemOf }: ReportContext, typed: string): PageLink[] {
  const { words } = readSearchedWords(typed);
  const search = (text: string): PageLink => ({ href: ADDRESSES.search(text), text: `Look for ${text}` });
  const systems = nearestNames(
    typed,
    reporters.map(({ name }) => systemOf(name)),
  );
  const near = nearestNames(
    typed,
    outages.map(({ id }) => id),
  );
  return [
    ...(LIKE_AN_ID.test(typed)
      ? [{ href: ADDRESSES.rejects, text: 'It may be among what could not be read' }]
      : []),
    ...near.map((id) => ({ href: ADDRESSES.outage(id), text: `The outage ${id}` })),
    ...systems.map((name) => ({ href: ADDRESSES.system(name), text: `The system ${name}` })),
    ...(words.length > 1 ? words.map(search) : []),
    ...words.filter((word) => word.length > 3).map((word) => search(`${word.slice(0, -1)}*`)),
    { href: ADDRESSES.signatures, text: 'All signatures' },
    { href: ADDRESSES.query, text: 'Ask by system, time, URL and more' },
  ];
}
