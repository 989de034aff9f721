import type { Config } from '../../config/config.js';
import { DEFAULT_CONFIG } from '../../config/defaults.js';
import { createRowSettings } from '../../config/row-settings.js';
import type { Intake } from '../../receive/intake.js';
import { type LiveSession, type LiveStore, openLiveStore } from '../../receive/live-store.js';
import { runIntakes } from '../../receive/run-intakes.js';
import { printJson } from '../../reports/layout/outputs.js';
import { toLine } from '../../reports/layout/text.js';
import type { StoreAddress } from '../../store/address/address.js';
import type { HeldBackLog } from '../../store/snapshot.js';
import { listWords } from '../../text/list-words.js';
import { formatInstant } from '../../time/instant.js';
import type { CommandContext, GlobalOptions } from '../program/context.js';
import { type OpenSession, openSession } from '../program/session.js';
import { createLiveLine } from '../terminal/live-line.js';
import { tellHeldBackLog } from './held-back-log.js';
import type { LiveOptions } from './live-options.js';
import { tellOnlookers } from './onlookers.js';
import { TAKING } from './queue-options.js';
import { keepRetention } from './retention.js';

/** What ways in are made with. */
export interface IntakeTools {
  readonly store: LiveStore;
  readonly context: CommandContext;
  readonly options: LiveOptions;
  /** That of the store. */
  readonly engine: StoreAddress['engine'];
  /** What the config says now. */
  readonly config: () => Config;
  readonly onRemark: (remark: string) => void;
}

/**
 * Loads what arrives, through all ways in that the options name, until the program is told to stop; then it ends what it
 * began. Meanwhile SIGHUP has it read the config anew.
 *
 * @param paths absolute paths that are followed
 * @returns what each way in did
 */
export async function ingestLive(
  context: CommandContext,
  globals: GlobalOptions,
  paths: readonly string[],
  options: LiveOptions,
): Promise<readonly Intake[]> {
  const line = context.showsProgress && !globals.quiet ? createLiveLine(context) : null;
  const onRemark = (remark: string) => {
    line?.clear();
    if (!globals.quiet) context.stderr.write(`${toLine(remark)}\n`);
  };
  return context.interruptible(async (stop) => {
    let config = DEFAULT_CONFIG;
    let engine: StoreAddress['engine'] = 'sqlite';
    const store = await openLiveStore({
      open: async () => {
        const opened = await openSession(context, globals);
        config = opened.config;
        engine = opened.address.engine;
        return liveSessionOf(opened, context.now);
      },
      now: context.now,
      sleep: context.sleep,
      giveUpAfter: options.giveUpAfter,
      stop,
      onRemark,
    });
    let reload = store.reopen;
    const stopListening = context.onHangUp(() => void reload());
    try {
      const tools = { store, context, options, engine, config: () => config, onRemark };
      const watched = tellHeldBackLog(store, {
        look: () => findHeldBackLog(store),
        now: context.now,
        onRemark,
      });
      const intakes = await makeIntakes(paths, { ...tools, store: watched });
      const onlookers = await tellOnlookers(context, intakes, { ...options, line, stop, onRemark });
      reload = () => onlookers.reload(store.reopen);
      const onReady = () => {
        // Only now a receiver knows its port.
        const names = intakes.map(({ name }) => name);
        onRemark(`Ready: taking what arrives from ${listWords(names, 'and')}.`);
        onlookers.ready();
      };
      const ended = new AbortController();
      const ending = AbortSignal.any([stop, ended.signal]);
      const kept = keepRetention(context, { ...tools, stop: ending });
      // What fails in it that nobody can put right is told in the end.
      kept.catch(() => {});
      await runIntakes(intakes, stop, onReady).finally(async () => {
        ended.abort();
        await onlookers.close();
      });
      await kept;
      return intakes;
    } finally {
      stopListening();
      await store.close();
    }
  });
}

async function makeIntakes(
  paths: readonly string[],
  { store, context: { now, sleep }, options, engine, config, onRemark }: IntakeTools,
): Promise<Intake[]> {
  const intakes: Intake[] = [];
  if (options.follows) {
    const { followPaths } = await import('../../receive/follow/follow-paths.js');
    intakes.push(followPaths(paths, { ...options, store, now, sleep, onRemark }));
  }
  if (options.queue) {
    const { takeQueue } = await import('../../receive/amqp/take-queue.js');
    const { queue, maxReportBytes, giveUpAfter } = options;
    const { prefetch, gathering } = TAKING[engine];
    const taking = { ...queue, prefetch: queue.prefetch ?? prefetch, gathering };
    intakes.push(takeQueue({ ...taking, store, now, sleep, maxReportBytes, giveUpAfter, onRemark }));
  }
  if (options.listening) {
    const { receiveHttp } = await import('../../receive/http/receive-http.js');
    intakes.push(receiveHttp({ ...options.listening, store, config, now, sleep, onRemark }));
  }
  return intakes;
}

function findHeldBackLog(store: LiveStore): Promise<HeldBackLog | null> {
  return store.load((session) => session.store.snapshot(async (data) => (await data.totals()).heldBack));
}

function liveSessionOf({ store, config, explain }: OpenSession, now: () => number): LiveSession {
  return {
    store,
    rules: config.rules,
    now,
    rowsOf: createRowSettings(config),
    settlingTime: config.settlingTime,
    explain,
    close: () => store.close(),
  };
}

/** What ways in did, for people: one line each. */
export function describeIntakes(intakes: readonly Intake[]): string {
  return intakes.map((intake) => `${toLine(describeIntake(intake))}\n`).join('');
}

function describeIntake({ name, figures }: Intake): string {
  const { accepted, loaded, known, rejected, notErrors, discarded, pending } = figures;
  const parts = [`${loaded} loaded`, `${known} known`, `${rejected} rejected`];
  if (notErrors > 0) parts.push(`${notErrors} no errors`);
  if (pending > 0) parts.push(`${pending} left for the next run`);
  if (discarded > 0) parts.push(`${discarded} more turned away`);
  return `${name}: ${accepted} accepted: ${parts.join(', ')}.`;
}

/** What ways in did, as JSON. */
export function printIntakes(intakes: readonly Intake[]): string {
  return printJson({
    intakes: intakes.map(({ name, figures: { caughtUpAt, isConnected: _, ...figures } }) => ({
      name,
      ...figures,
      caughtUpAt: caughtUpAt === null ? null : formatInstant(caughtUpAt),
    })),
  });
}
