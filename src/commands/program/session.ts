import type { Config } from '../../config/config.js';
import { DEFAULT_CONFIG } from '../../config/defaults.js';
import { loadConfig } from '../../config/load-config.js';
import { nameState, nameStore } from '../../store/address/address.js';
import { settingsOf } from '../../store/derivation-settings.js';
import { openStore } from '../../store/opening/open-store.js';
import type { OpenedStore } from '../../store/opening/opened-store.js';
import type { Snapshot } from '../../store/snapshot.js';
import type { Preparation, Store } from '../../store/store.js';
import { toLine } from '../../text/printable.js';
import { chooseStore } from '../options/store-address.js';
import type { CommandContext, GlobalOptions } from './context.js';

/** What a command that changes the data works on. */
export interface Session {
  readonly store: Store;
  readonly config: Config;
  /** What the database is called: see `nameStore`. */
  readonly database: string;
}

/** What a command that only reads works on: one state of the data, and what that is called. */
export interface ReadingSession extends Session {
  readonly data: Snapshot;
}

/** What a command does with the store. */
interface SessionUse {
  /** It is there to fill it, so that a new one needs no remark. */
  readonly fills: boolean;
  /** It changes what is there. */
  readonly writes: boolean;
  /** It asks nothing that follows from the config, which need not even be right. */
  readonly ignoresConfig?: boolean;
  /** It asks how things stand: nothing is made, not even what follows from the config. */
  readonly changesNothing?: boolean;
  /** See `OpenStoreOptions`. */
  readonly busyTimeout?: number;
}

/**
 * Opens the store and the config for a command that changes the data, does the work, and closes the store again, whatever
 * comes.
 *
 * @param options.fills the command is there to fill the store, so that a new one needs no remark
 */
export function withStore<T>(
  context: CommandContext,
  globals: GlobalOptions,
  { fills = true }: { readonly fills?: boolean },
  work: (session: Session) => T | Promise<T>,
): Promise<T> {
  return withSession(context, globals, { fills, writes: true }, work);
}

/**
 * Does work that only reads: on one state of the data, whatever is loaded meanwhile, and on a copy where the data cannot be
 * written.
 *
 * @param prepare what the work needs to be up to date
 */
export function withSnapshot<T>(
  context: CommandContext,
  globals: GlobalOptions,
  work: (session: ReadingSession) => T | Promise<T>,
  prepare: (session: Session) => readonly Preparation[] = () => [],
): Promise<T> {
  return withSession(context, globals, { fills: false, writes: false }, ({ address, ...session }) =>
    session.store.snapshot(
      (data) => work({ ...session, database: nameState(address, data.cut), data }),
      prepare(session),
    ),
  );
}

/** Does work that only reads what is the same whatever the config says: it is neither read nor is anything made anew. */
export function withPlainSnapshot<T>(
  context: CommandContext,
  globals: GlobalOptions,
  work: (data: Snapshot) => T | Promise<T>,
): Promise<T> {
  const use = { fills: false, writes: false, ignoresConfig: true };
  return withSession(context, globals, use, ({ store }) => store.snapshot(work));
}

/** Does work that asks how things stand: it makes nothing anew. Throws a UserError where there is no database. */
export function withExistingSnapshot<T>(
  context: CommandContext,
  globals: GlobalOptions,
  work: (session: ReadingSession) => T | Promise<T>,
): Promise<T> {
  const use = { fills: false, writes: false, changesNothing: true };
  return withSession(context, globals, use, ({ address, ...session }) =>
    session.store.snapshot((data) => work({ ...session, database: nameState(address, data.cut), data })),
  );
}

/** What arrives has to be answered meanwhile: what waits for longer is tried again later. Milliseconds. */
const LIVE_BUSY_TIMEOUT = 1000;

/** An open session. */
export interface OpenSession extends Session, Pick<OpenedStore, 'address' | 'explain'> {}

/**
 * Opens the store and the config for a command that fills the store and runs until it is stopped: who opens it closes its
 * store.
 */
export function openSession(context: CommandContext, globals: GlobalOptions): Promise<OpenSession> {
  return openFor(context, globals, { fills: true, writes: true, busyTimeout: LIVE_BUSY_TIMEOUT });
}

/** A store that is only read, by a program that runs until it is stopped: who opens it closes it. */
export interface OpenedForServing extends Pick<Session, 'config' | 'database'> {
  readonly opened: OpenedStore;
}

/**
 * Opens the store for a command that serves it, and brings to its state what follows from the config.
 *
 * @param options.writes what is served can be changed: a store that cannot be is refused
 */
export async function openForServing(
  context: CommandContext,
  globals: GlobalOptions,
  { writes = false }: { readonly writes?: boolean } = {},
): Promise<OpenedForServing> {
  const { config, database, ...opened } = await openFor(context, globals, { fills: false, writes });
  return { config, database, opened };
}

async function withSession<T>(
  context: CommandContext,
  globals: GlobalOptions,
  use: SessionUse,
  work: (session: Session & Pick<OpenedStore, 'address'>) => T | Promise<T>,
): Promise<T> {
  const { explain, ...session } = await openFor(context, globals, use);
  try {
    return await work(session);
  } catch (error) {
    throw explain(error) ?? error;
  } finally {
    await session.store.close();
  }
}

/** What was stored follows from the config: what followed from an older one is brought up to date. */
async function openFor(
  context: CommandContext,
  globals: GlobalOptions,
  { fills, writes, ignoresConfig = false, changesNothing = false, busyTimeout }: SessionUse,
): Promise<OpenSession & OpenedStore> {
  const config = ignoresConfig
    ? DEFAULT_CONFIG
    : await loadConfig(globals.config ?? null, context.env, context.cwd);
  const address = chooseStore(globals.db, context);
  const database = nameStore(address);
  const remark = (text: string) => {
    if (!globals.quiet) context.stderr.write(`${toLine(database)} ${text}\n`);
  };
  const opened = await openStore(address, {
    settings: settingsOf(config),
    fills,
    writes,
    ignoresSettings: ignoresConfig || changesNothing,
    mustExist: changesNothing,
    ...(busyTimeout !== undefined && { busyTimeout }),
    onCopy: () => remark('cannot be written: asking a copy of it.'),
  });
  if (opened.isNew && !fills) remark('is new and empty: load reports with oops-report ingest PATH.');
  return { ...opened, config, database };
}
