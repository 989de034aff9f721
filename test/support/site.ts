import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { DEFAULT_CONFIG } from '../../src/config/defaults.js';
import { settingsOf } from '../../src/store/derivation-settings.js';
import { openStore } from '../../src/store/opening/open-store.js';
import type { PageAnswer } from '../../src/web/page.js';
import { type ServeOptions, serve } from '../../src/web/serve.js';
import { createPageMaker } from '../../src/web/threads/page-maker.js';
import type { PageTask } from '../../src/web/threads/page-task.js';
import { END_OF_SAMPLE, loadIncident, MORNING_AFTER } from './load-incident.js';
import { makeFolder } from './temporary-folder.js';

const INCIDENT = fileURLToPath(new URL('../../data/incident-2011-09-08/', import.meta.url));
const DATABASE = 'oops-report.db';
const URL_OF_TESTS = 'http://127.0.0.1:8700';

/** A folder with the sample incident in a database and with its config, as somebody has it who serves it. */
export function makeIncidentFolder(): string {
  const folder = makeFolder();
  fillWithIncident(folder);
  return folder;
}

function fillWithIncident(folder: string): void {
  const { db } = loadIncident();
  writeFileSync(join(folder, DATABASE), db.serialize());
  db.close();
  copyFileSync(join(INCIDENT, 'oops-report.yaml'), join(folder, 'oops-report.yaml'));
}

/** A page that is asked for; what is left out is as for somebody who looks at it on the morning after. */
export type AskedInTest = Partial<PageTask> & Pick<PageTask, 'route'>;

/** Makes pages of the database of a folder, as the threads of a server do, without one. */
export function pagesOf(
  folder: string,
  { asOf = END_OF_SAMPLE, allowsEdit = false, allowsSql = false, database = DATABASE } = {},
): (asked: AskedInTest) => Promise<PageAnswer> {
  const site = { version: '0.0.0', database, url: URL_OF_TESTS, asOf, allowsEdit, allowsSql };
  const address = { engine: 'sqlite', path: database, file: join(folder, database) } as const;
  const make = createPageMaker({ address, config: null, env: {}, cwd: folder, site });
  return (asked) =>
    make({
      ...{ params: {}, query: '', format: 'html', now: MORNING_AFTER, form: null, editor: null },
      openingVersion: '',
      ...asked,
    });
}

/** What a site answered. */
export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A site that is served. */
export interface ServedSite {
  readonly url: string;
  /** Asks for an address as it is written. */
  ask(
    address: string,
    more?: { readonly method?: string; readonly headers?: Record<string, string>; readonly body?: string },
  ): Promise<Answered>;
  /** What it said was a fault of the program. */
  readonly faults: readonly unknown[];
  close(): Promise<void>;
}

type ServeTestOptions = Partial<Omit<ServeOptions, 'site'>> & {
  readonly site?: Partial<ServeOptions['site']>;
};

/** Serves the database of a folder, with threads, until the test ends. */
export async function serveFolder(folder: string, options: ServeTestOptions = {}): Promise<ServedSite> {
  const site = await openSite(folder, options);
  onTestFinished(site.close);
  return site;
}

/** Serves the sample incident to all tests of a file. */
export function useIncidentSite(options: ServeTestOptions = {}): () => ServedSite {
  let folder = '';
  let site: ServedSite | undefined;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'oops-report-'));
    fillWithIncident(folder);
    site = await openSite(folder, options);
  });
  afterAll(async () => {
    await site?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return () => site as ServedSite;
}

async function openSite(folder: string, options: ServeTestOptions): Promise<ServedSite> {
  const faults: unknown[] = [];
  const address = { engine: 'sqlite', path: DATABASE, file: join(folder, DATABASE) } as const;
  const opened = await openStore(address, {
    ...{ settings: settingsOf(DEFAULT_CONFIG), fills: false, writes: false, ignoresSettings: true },
    onCopy: () => {},
  });
  const serving = await serve({
    ...{ address: { host: '127.0.0.1', port: 0 }, allowedHosts: [], url: null },
    ...{ opened, config: null, env: {}, cwd: folder, now: () => MORNING_AFTER },
    onFault: (error) => faults.push(error),
    ...options,
    site: {
      ...{ version: '0.0.0', database: DATABASE, asOf: END_OF_SAMPLE, allowsSql: false },
      ...options.site,
    },
  });
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= serving.close().finally(() => opened.store.close());
    return closing;
  };
  return { url: serving.url, ask: (address, more) => askFor(serving.url, address, more), faults, close };
}

function askFor(
  url: string,
  address: string,
  { method = 'GET', headers = {}, body = '' }: NonNullable<Parameters<ServedSite['ask']>[1]> = {},
): Promise<Answered> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const asking = request({ hostname, port, path: address, method, headers }, (answer) => {
      text(answer).then(
        (read) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: read }),
        reject,
      );
    });
    asking.on('error', reject).end(body);
  });
}
