import type { Intake } from '../../receive/intake.js';
import type { LiveStatus } from '../../reports/live/live-status.js';
import { describeLive } from '../../reports/live/live-words.js';
import { renderLiveMetrics } from '../../reports/live/render-metrics.js';
import type { CommandContext } from '../program/context.js';
import type { LiveLine } from '../terminal/live-line.js';
import { readVersion } from '../version.js';
import type { LiveOptions } from './live-options.js';
import { type MetricsServer, serveMetrics } from './metrics-server.js';
import { type Service, tellServiceManager } from './service.js';

/** All who see how a live ingest runs while it does: who scrapes its metrics, the service manager, and who sits at the terminal. */
export type Onlookers = Service;

export interface OnlookerOptions extends Pick<LiveOptions, 'metrics'> {
  /** Where it stands on the terminal; null: nobody sits there. */
  readonly line: LiveLine | null;
  /** Aborted when the program is to stop. */
  readonly stop: AbortSignal;
  readonly onRemark: (remark: string) => void;
}

/** From one look at the figures to the next, in milliseconds. */
const SECOND = 1000;

/** Begins to tell them. Throws a UserError when metrics cannot be served where they are to be. */
export async function tellOnlookers(
  context: CommandContext,
  intakes: readonly Intake[],
  { metrics, line, stop, onRemark }: OnlookerOptions,
): Promise<Onlookers> {
  const render = async () => renderLiveMetrics(await statusOf(context, intakes));
  const server: MetricsServer | null = metrics && (await serveMetrics(metrics, { intakes, render }));
  if (server) onRemark(`Metrics are at http://${server.at}/metrics.`);
  const describe = () => describeLive(intakes, context.now());
  const service = tellServiceManager(context, { stop, describe, onRemark });
  const closed = new AbortController();
  const shown = line && showOnLine(context, line, describe, closed.signal);
  return {
    ...service,
    async close() {
      closed.abort();
      await shown;
      await service.close();
      await server?.close();
    },
  };
}

async function showOnLine(
  { sleep }: Pick<CommandContext, 'sleep'>,
  line: LiveLine,
  describe: () => string,
  closed: AbortSignal,
): Promise<void> {
  while (!closed.aborted) {
    line.show(describe());
    await sleep(SECOND, closed).catch(() => {});
  }
  line.clear();
}

async function statusOf(context: CommandContext, intakes: readonly Intake[]): Promise<LiveStatus> {
  const described = intakes.map(async (intake) => ({
    name: intake.name,
    figures: intake.figures,
    spoolBytes: (await intake.spoolBytes?.().catch(() => null)) ?? null,
  }));
  return {
    at: context.now(),
    intakes: await Promise.all(described),
    process: context.processUse(),
    version: readVersion(),
  };
}
