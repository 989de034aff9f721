import type { Config } from '../../config/config.js';
import { loadConfig } from '../../config/load-config.js';
import { gatherReportContext, inSnapshot, type ReportContext } from '../../evidence/report-context.js';
import { settingsOf } from '../../store/derivation-settings.js';
import { openStore } from '../../store/opening/open-store.js';
import type { OpenedStore, OpenStoreOptions } from '../../store/opening/opened-store.js';
import type { Snapshot } from '../../store/snapshot.js';
import type { Store } from '../../store/store.js';
import { UserError } from '../../user-error.js';
import { answerError } from '../answer-error.js';
import type { AskedPage, PageAnswer, PageContext, PageMaker, Preparing } from '../page.js';
import { PAGES } from '../pages/pages.js';
import { unavailable } from '../unavailable.js';
import type { PageTask, PageThreadData } from './page-task.js';

/** What serves pages until the config changes. */
interface Session {
  /** What config and database were when they were opened. */
  readonly openingVersion: string;
  readonly config: Config;
  readonly trouble: string | null;
  readonly opened: OpenedStore;
}

/** Of so many things that were made, the last, each is kept until the data change. */
const REMEMBERED = 60;

/** Opens the data when it is first asked, and makes pages from it, one after the other. */
export function createPageMaker(thread: PageThreadData): (task: PageTask) => Promise<PageAnswer> {
  let session: Session | null = null;
  let memory: Memory = createMemory('');

  return async (task) => {
    const maker: PageMaker = PAGES[task.route];
    const asked: AskedPage = {
      ...task,
      query: new URLSearchParams(task.query),
      form: task.form === null ? null : new URLSearchParams(task.form),
    };
    if (session?.openingVersion !== task.openingVersion) {
      session = await openAnew(session, task.openingVersion).catch((error: unknown) => {
        throw tellable(error);
      });
    }
    const { config, opened } = session;
    const needed = maker.needs?.(asked, preparedBy(config), config) ?? [];
    try {
      return await opened.store.snapshot(async (data) => {
        const context = await contextOf(session as Session, data);
        return maker.make(asked, context).catch((error: unknown) => answerError(error, asked, context));
      }, needed);
    } catch (error) {
      throw tellable(opened.explain(error) ?? error);
    }
  };

  /** Opens config and database, and brings to that state what follows from the config. What is wrong leaves those from before. */
  async function openAnew(before: Session | null, openingVersion: string): Promise<Session> {
    try {
      const config = await loadConfig(thread.config, thread.env, thread.cwd);
      const settings = settingsOf(config);
      const mustExist = before !== null;
      const written = await open({ settings, fills: false, writes: false, mustExist });
      await written.store.close();
      const opened = await open({ settings, fills: false, writes: false, isReadOnly: true });
      await before?.opened.store.close();
      return { openingVersion, config, trouble: null, opened };
    } catch (error) {
      if (!before || !(error instanceof UserError)) throw error;
      return { ...before, openingVersion, trouble: `${error.message} What was there before serves on.` };
    }
  }

  function open(options: Omit<OpenStoreOptions, 'onCopy'>): Promise<OpenedStore> {
    return openStore(thread.address, { ...options, onCopy: () => {} });
  }

  async function change<T>(config: Config, work: (store: Store) => Promise<T>): Promise<T> {
    const { store, explain } = await open({ settings: settingsOf(config), fills: false, writes: true });
    try {
      return await work(store);
    } catch (error) {
      throw explain(error) ?? error;
    } finally {
      await store.close();
    }
  }

  async function contextOf({ config, trouble, opened }: Session, data: Snapshot): Promise<PageContext> {
    const state = `${await data.version()} ${session?.openingVersion}`;
    if (memory.state !== state) memory = createMemory(state);
    const { remember } = memory;
    let whole: Promise<ReportContext> | undefined;
    return {
      ...{ data, config, trouble, remember, site: thread.site },
      reportContext() {
        // What was gathered stays true, but it is asked through the state that is open now.
        whole ??= remember('report context', () => gatherReportContext(data, config, thread.site.asOf)).then(
          (known) => inSnapshot(known, data),
        );
        return whole;
      },
      sql: opened.store.sql,
      engine: opened.address.engine,
      change: (work) => change(config, work),
    };
  }

  /** The store of pages refuses to be written: what brings it up to date has one of its own each time. */
  function preparedBy(config: Config): Preparing {
    return {
      changeAttributions: (work) => change(config, (store) => store.changeAttributions(work)),
      indexTexts: () => change(config, (store) => store.indexTexts()),
    };
  }
}

/** The same so that other threads know it where it is no fault of the program. */
function tellable(error: unknown): unknown {
  return error instanceof UserError ? unavailable(error) : error;
}

interface Memory {
  readonly state: string;
  readonly remember: PageContext['remember'];
}

/** Keeps what is made of one state, and forgets what was longest not asked for. */
function createMemory(state: string): Memory {
  const kept = new Map<string, Promise<unknown>>();
  return {
    state,
    remember<T>(key: string, make: () => Promise<T>) {
      const known = (kept.get(key) as Promise<T> | undefined) ?? make();
      kept.delete(key);
      kept.set(key, known);
      known.catch(() => kept.delete(key));
      const [oldest] = kept.keys();
      if (kept.size > REMEMBERED && oldest !== undefined) kept.delete(oldest);
      return known;
    },
  };
}
