import { statSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nameConfig } from '../config/load-config.js';
import { type Address, explainListenError, writeAddress } from '../receive/address.js';
import { CONNECTION_LIMITS } from '../receive/http/listen.js';
import { followConnections } from '../receive/http/open-connections.js';
import type { OpenedStore } from '../store/opening/opened-store.js';
import { UserError } from '../user-error.js';
import { createServer, type ServerLimits } from './create-server.js';
import type { SiteSettings } from './page.js';
import { type PageThreads, startPageThreads } from './server/make-pages.js';
import { watchStore } from './watch-store.js';

const THREAD_PROGRAM = fileURLToPath(new URL('../../dist/web/threads/page-worker.js', import.meta.url));

/** What is served, where, and to whom. */
export interface ServeOptions {
  readonly address: Address;
  /** Names by which it is reached beside those of this machine. */
  readonly allowedHosts: readonly string[];
  /** Where people reach it, such as `https://oops.example.com`; null: where it listens. */
  readonly url: string | null;
  readonly site: Omit<SiteSettings, 'url' | 'allowsEdit'>;
  /** The open store: what is made of it here is up to date, and stays as long as it is open. */
  readonly opened: OpenedStore;
  /** The config, as the user named it; null: the one that is there by default. */
  readonly config: string | null;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly now: () => number;
  /** How long a page may take, in milliseconds. */
  readonly pageTimeout?: number;
  readonly limits?: Partial<ServerLimits>;
  /** The token that who changes something must know; absent: nothing can be changed. */
  readonly editToken?: string;
  /** Told what was changed and by whom, and of who tries to without the token: a line each. */
  readonly onEdit?: (line: string) => void;
  /** Told of faults of the program, and of data that cannot be asked: see `isUnavailable`. */
  readonly onFault: (error: unknown) => void;
}

/** A site that is served. */
export interface Serving {
  /** Where it is reached. */
  readonly url: string;
  /** Takes no more requests, answers those in hand, and resolves when all is closed. */
  close(): Promise<void>;
}

/** A page that takes longer than this, in milliseconds, is a question for the command. */
const PAGE_TIMEOUT = 60_000;

/** Serves the pages until it is closed. Throws a UserError where it cannot listen. */
export async function serve(options: ServeOptions): Promise<Serving> {
  const { address, opened, now, editToken, onEdit = () => {} } = options;
  const site = { ...options.site, allowsEdit: editToken !== undefined };
  let threads: PageThreads | undefined;
  const watched = await watchStore(opened.address);
  const configVersion = createConfigVersion(options);
  const app = await createServer({
    threads: () => threads as PageThreads,
    version: watched.version,
    openingVersion: () => `${watched.fileVersion()} ${configVersion()}`,
    ...{ now, asOf: site.asOf, allowedHosts: options.allowedHosts, allowsSql: site.allowsSql },
    onFault: options.onFault,
    ...(editToken !== undefined && { editing: { token: editToken, site: options.url, onEdit } }),
    ...(options.limits && { limits: options.limits }),
  });
  const connections = followConnections(app.server);
  app.addHook('onListen', async () => {
    threads = startPageThreads({
      program: THREAD_PROGRAM,
      timeout: options.pageTimeout ?? PAGE_TIMEOUT,
      data: {
        ...{ address: opened.address, config: options.config },
        ...{ env: { ...options.env }, cwd: options.cwd, site: { ...site, url: urlOf() } },
      },
    });
  });
  try {
    await app.listen({ ...address });
  } catch (error) {
    await watched.close();
    throw new UserError(`${writeAddress(address)}: ${explainListenError(error as NodeJS.ErrnoException)}`, {
      cause: error,
    });
  }
  return {
    url: urlOf(),
    async close() {
      const isClosed = connections.drain(CONNECTION_LIMITS.drainTimeout);
      await app.close();
      isClosed();
      await threads?.close();
      await watched.close();
    },
  };

  function urlOf(): string {
    const { port } = app.server.address() as AddressInfo;
    return options.url ?? `http://${writeAddress({ ...address, port })}`;
  }
}

/** Tells of the config's file whether it was changed, without reading it. */
function createConfigVersion({ config, env, cwd }: ServeOptions): () => string {
  const { path } = nameConfig(config, env);
  const file = resolve(cwd, path);
  return () => {
    const stat = statSync(file, { throwIfNoEntry: false });
    return stat ? `${stat.mtimeMs} ${stat.size} ${stat.ino}` : 'none';
  };
}
