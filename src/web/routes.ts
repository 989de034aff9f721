import type { PageFormat } from './page.js';

/** What the server knows of a page without making it. */
export interface PageRoute {
  /** As the router reads it, without the ending of a format. */
  readonly path: string;
  /** What it shows, for docs/pages.md. */
  readonly about: string;
  /** The first one is that of an address without an ending. */
  readonly formats: readonly PageFormat[];
  /** What it changes with beside data, log and config: so long it is kept, where the page itself does not say. */
  readonly clock: 'none' | 'minute' | 'second';
  /**
   * Who makes it: questions of any length keep no report waiting, statements in SQL no question, and an original that is looked for in
   * a large export nothing but others.
   */
  readonly lane: 'reports' | 'oopses' | 'questions' | 'sql';
  /**
   * Only where it is allowed; absent: always. With `edit` it is a form, which only who is signed in sees, and what is sent from it
   * comes to the same path: it is made for them alone, and never kept.
   */
  readonly only?: 'edit' | 'sql';
}

const report = { formats: ['html', 'json'], clock: 'none', lane: 'reports' } as const;
const form = { formats: ['html'], clock: 'none', lane: 'reports', only: 'edit' } as const;
const question = { formats: ['html', 'json'], clock: 'none', lane: 'questions' } as const;

/** Every page of the site. */
const ROUTES = {
  home: {
    ...report,
    path: '/',
    clock: 'minute',
    about: 'what lasts, how the last outages went, yesterday and today by group, how fresh the data are',
  },
  day: { ...report, path: '/:day(^\\d{4}-\\d{2}-\\d{2}$)', about: 'the summary of a day' },
  dayOfGroup: {
    ...report,
    path: '/:day(^\\d{4}-\\d{2}-\\d{2}$)/:group',
    about: 'the same of a group of the config',
  },
  today: { ...report, path: '/today', clock: 'minute', about: 'leads to the day that it is' },
  yesterday: { ...report, path: '/yesterday', clock: 'minute', about: 'leads to the day before' },
  outages: {
    ...question,
    path: '/outages',
    formats: ['html', 'json', 'atom'],
    clock: 'minute',
    about: 'all outages, and whether they get better; `?from=` and `?to=` choose',
  },
  outage: {
    ...report,
    path: '/outages/:outage',
    about: 'the report of an outage; a day and `latest` lead to it as well',
  },
  comparison: {
    ...report,
    path: '/outages/:outage/compare/:before',
    about: 'it held against another, or against the one before it (`previous`)',
  },
  explanation: {
    ...report,
    path: '/outages/:outage/systems/:system',
    about: 'the whole way to the verdict on a system',
  },
  changes: {
    ...report,
    path: '/outages/:outage/log',
    about: 'every change of its windows: who, when, what they said before',
  },
  // An id without its day is one of today, and an original can be deleted; to look for it in a large export takes long.
  oops: {
    ...report,
    path: '/oops/:oops',
    clock: 'minute',
    lane: 'oopses',
    about: 'one OOPS: all of `show` and `why`, and what lies around it',
  },
  why: {
    ...report,
    path: '/oops/:oops/why',
    clock: 'minute',
    about: 'why it was, or was not, left out: every window that was looked at',
  },
  signatures: {
    ...question,
    path: '/signatures',
    clock: 'minute',
    about: 'the most frequent signatures of the last seven days',
  },
  type: { ...question, path: '/signatures/:type', about: 'all signatures of an exception type' },
  signature: {
    ...question,
    path: '/signatures/:type/:digest',
    about: 'one signature: over time, who has it, in which outages it was',
  },
  systems: {
    ...question,
    path: '/systems',
    about: 'all systems: when each was last heard, its last verdict',
  },
  system: {
    ...question,
    path: '/systems/:system',
    about: 'one system: how it went through outages, how it usually fails',
  },
  windows: { ...report, path: '/windows', clock: 'minute', about: 'the window log' },
  windowCheck: { ...question, path: '/windows/check', clock: 'minute', about: 'what is wrong with it' },
  storms: {
    ...question,
    path: '/storms',
    formats: ['html', 'json', 'atom'],
    clock: 'minute',
    about: 'storms that nobody wrote down, with the lines that would record them',
  },
  search: {
    ...question,
    path: '/search',
    clock: 'minute',
    about: 'leads from an id, an outage, a day or a system (`?q=`) to its page; else finds words',
  },
  query: {
    ...question,
    path: '/query',
    formats: ['html', 'json', 'csv', 'ndjson'],
    clock: 'minute',
    about: 'questions: the filters and groups of `query`, by the names of its options',
  },
  sql: {
    ...question,
    path: '/sql',
    formats: ['html', 'json', 'csv', 'ndjson'],
    only: 'sql',
    lane: 'sql',
    about: 'questions in SQL',
  },
  status: { ...report, path: '/status', clock: 'second', about: 'how fresh each source is' },
  rejects: { ...report, path: '/rejects', about: 'what could not be read, and why' },
  recordWindow: { ...form, path: '/windows/add', about: 'records a window' },
  endWindows: { ...form, path: '/outages/:outage/end', about: 'ends what is open of an outage' },
  trackBug: { ...form, path: '/oops/:oops/bug', about: 'ties its signature to a bug' },
  session: { ...form, path: '/session', about: 'signs in and out' },
  glossary: { ...report, path: '/glossary', about: 'the words of the reports' },
} as const satisfies Readonly<Record<string, PageRoute>>;

/** A page, or `missing`: what is answered where there is none. */
export type RouteName = keyof typeof ROUTES | 'missing';

/** The routes with all that they may say. */
export const PAGE_ROUTES: Readonly<Record<keyof typeof ROUTES, PageRoute>> = ROUTES;
