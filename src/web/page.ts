import type { Config } from '../config/config.js';
import type { ReportContext } from '../evidence/report-context.js';
import type { SqlEngine } from '../questions/sql/dialects.js';
import type { PageLink } from '../reports/layout/frame.js';
import type { Snapshot } from '../store/snapshot.js';
import type { Preparation, Store } from '../store/store.js';

/** The formats of pages, by the ending of their address. */
export const PAGE_FORMATS = {
  html: 'text/html; charset=utf-8',
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  ndjson: 'application/x-ndjson; charset=utf-8',
  atom: 'application/atom+xml; charset=utf-8',
} as const;

export type PageFormat = keyof typeof PAGE_FORMATS;

/** A page that somebody asks for. */
export interface AskedPage {
  /** The parts of its path that vary, by their names. */
  readonly params: Readonly<Record<string, string>>;
  /** What stands behind the question mark. */
  readonly query: URLSearchParams;
  readonly format: PageFormat;
  /** The clock, in milliseconds since the Unix epoch. */
  readonly now: number;
  /** The fields of a form that was sent; null where a page is only read. */
  readonly form: URLSearchParams | null;
  /** Who is signed in, and may change what can be changed; null: nobody. */
  readonly editor: Editor | null;
  /** Why a form that was sent is not taken: it is shown again, and says so. Absent: nothing is wrong with how it was sent. */
  readonly refusal?: Refusal;
}

/** Why a form is not taken. */
export interface Refusal {
  /** Of HTTP. */
  readonly status: number;
  readonly message: string;
}

/** Somebody who may change the window log, and tie bugs to signatures. */
export interface Editor {
  /** Who it is, for the history of the log. */
  readonly name: string;
  /** What every form must carry, so that no other site can send it. Empty where no browser is in between. */
  readonly formToken: string;
}

/** How the site is served, the same for all pages. */
export interface SiteSettings {
  /** Of the program. */
  readonly version: string;
  /** What the database is called: see `nameStore`. */
  readonly database: string;
  /** Where people reach it, such as `https://oops.example.com`, without a slash at its end. */
  readonly url: string;
  /** The moment as of which all reports are made; null: as things stand. */
  readonly asOf: number | null;
  /** Whether the log can be changed, by who is signed in. */
  readonly allowsEdit: boolean;
  /** Whether SQL can be asked. */
  readonly allowsSql: boolean;
}

/** What a page is made from: one state of the data, and the config as it is then. */
export interface PageContext {
  readonly data: Snapshot;
  readonly config: Config;
  readonly site: SiteSettings;
  /** What is wrong with the config as it stands, so that the one from before serves on; null: nothing. */
  readonly trouble: string | null;
  /** What reports are made from, gathered when it is first asked for. */
  readonly reportContext: () => Promise<ReportContext>;
  /** Makes something once for as long as neither data nor config change. */
  readonly remember: <T>(key: string, make: () => Promise<T>) => Promise<T>;
  /** Answers a question in SQL: see `Store.sql`. */
  readonly sql: Store['sql'];
  /** Whose SQL that is. */
  readonly engine: SqlEngine;
  /** Does work that changes the data, over a store of its own. */
  readonly change: <T>(work: (store: Store) => Promise<T>) => Promise<T>;
}

/** What is answered to who asks for a page. */
export type PageAnswer = PageItself | PageElsewhere;

/** A page as it is sent. */
interface PageItself {
  readonly kind: 'page';
  readonly status: number;
  readonly format: PageFormat;
  readonly body: string;
  /** After so many seconds the browser is to ask again; absent: never. */
  readonly refreshSeconds?: number;
  /** For so many seconds it stays as it is where neither data nor log nor config change; absent: as its route says. */
  readonly freshSeconds?: number;
  /** Under this name it is saved, where it is no page to look at. */
  readonly fileName?: string;
}

/** Where the page is instead. */
interface PageElsewhere {
  readonly kind: 'redirect';
  readonly to: string;
  readonly isPermanent: boolean;
  /** What was done, a line each, where something was. */
  readonly done?: readonly string[];
}

/** Makes a page. Throws a PageNotFound where there is none, and a UserError for what cannot be asked. */
export interface PageMaker {
  readonly make: (asked: AskedPage, context: PageContext) => Promise<PageAnswer>;
  /** What must be up to date for it, over a store that can be written. */
  readonly needs?: (asked: AskedPage, store: Preparing, config: Config) => readonly Preparation[];
}

/** What brings up to date what pages ask for, which writes. */
export type Preparing = Pick<Store, 'changeAttributions' | 'indexTexts'>;

/** There is no such page. The message says what there is not, and the links where to go from there. */
export class PageNotFound extends Error {
  override readonly name = 'PageNotFound';

  constructor(
    message: string,
    readonly links: readonly PageLink[] = [],
  ) {
    super(message);
  }
}

/** A page to look at or to read by a program. */
export function page(
  format: PageFormat,
  body: string,
  more: Pick<PageItself, 'refreshSeconds' | 'freshSeconds'> = {},
): PageAnswer {
  return { kind: 'page', status: 200, format, body, ...more };
}

/** Sends who has changed something to the page that shows it. @param done what was done, a line each */
export function changed(to: string, done: readonly string[]): PageAnswer {
  return { kind: 'redirect', to, isPermanent: false, done };
}

/** Sends whoever asks to another page: for good, or this time. */
export function redirect(to: string, isPermanent = false): PageAnswer {
  return { kind: 'redirect', to, isPermanent };
}
