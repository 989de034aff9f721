import { createRowSettings } from '../../config/row-settings.js';
import type { Intake } from '../../receive/intake.js';
import { type LiveSession, type LiveStore, openLiveStore } from '../../receive/live-store.js';
import { runIntakes } from '../../receive/run-intakes.js';
import { printJson } from '../../reports/layout/outputs.js';
import { toLine } from '../../reports/layout/text.js';
import { listWords } from '../../text/list-words.js';
import { formatInstant } from '../../time/instant.js';
import type { CommandContext, GlobalOptions } from '../context.js';
import { openSession } from '../session.js';
import { createLiveLine } from '../terminal/live-line.js';
import type { LiveOptions } from './live-options.js';
import { tellOnlookers } from './onlookers.js';

/** What ways in are made with. */
export interface IntakeTools {
  readonly store: LiveStore;
  readonly context: CommandContext;
  readonly options: LiveOptions;
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
    const store = await openLiveStore({
      open: () => openLiveSession(context, globals),
      now: context.now,
      sleep: context.sleep,
      giveUpAfter: options.giveUpAfter,
      stop,
      onRemark,
    });
    let reload = store.reopen;
    const stopListening = context.onHangUp(() => void reload());
    try {
      const intakes = await makeIntakes(paths, { store, context, options, onRemark });
      const onlookers = await tellOnlookers(context, intakes, { ...options, line, stop, onRemark });
      reload = () => onlookers.reload(store.reopen);
      const names = listWords(
        intakes.map(({ name }) => name),
        'and',
      );
      const onReady = () => {
        onRemark(`Ready: taking what arrives from ${names}.`);
        onlookers.ready();
      };
      await runIntakes(intakes, stop, onReady).finally(onlookers.close);
      return intakes;
    } finally {
      stopListening();
      await store.close();
    }
  });
}

async function makeIntakes(
  paths: readonly string[],
  { store, context: { now, sleep }, options, onRemark }: IntakeTools,
): Promise<Intake[]> {
  const intakes: Intake[] = [];
  if (options.follows) {
    const { followPaths } = await import('../../receive/follow/follow-paths.js');
    const { jobs, settle } = options;
    intakes.push(followPaths(paths, { store, now, sleep, jobs, settle, onRemark }));
  }
  if (options.queue) {
    const { takeQueue } = await import('../../receive/amqp/take-queue.js');
    const { queue, maxReportBytes, giveUpAfter } = options;
    intakes.push(takeQueue({ ...queue, store, now, sleep, maxReportBytes, giveUpAfter, onRemark }));
  }
  return intakes;
}

async function openLiveSession(context: CommandContext, globals: GlobalOptions): Promise<LiveSession> {
  const { store, config, explain } = await openSession(context, globals);
  return {
    store,
    rules: config.rules,
    now: context.now,
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
