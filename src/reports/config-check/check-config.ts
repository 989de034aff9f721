import type { Config } from '../../config/config.js';
import { duringOf } from '../../config/system-map.js';
import type { HeardReporter } from '../../store/records.js';
import type { Snapshot } from '../../store/snapshot.js';
import { formatInstant } from '../../time/instant.js';
import type { CheckedReporter, CheckedSystem, ConfigCheck } from './config-check.js';
import { findFaults } from './find-faults.js';
import { type PlacedReporter, placeReporters } from './place-reporters.js';
import { findUnmatchedModes } from './unmatched-modes.js';

/**
 * Says what a config means for what was heard, and what of it means nothing.
 *
 * @param path the file of the config; null: there is none, and the defaults serve
 */
export async function checkConfig(data: Snapshot, config: Config, path: string | null): Promise<ConfigCheck> {
  const placed = placeReporters(config, await data.heardReporters());
  const windows = await data.windows();
  const unmatchedModes = await findUnmatchedModes(data, config, placed);
  return {
    kind: 'config-check',
    config: path,
    timezone: config.timezone,
    systems: describeSystems(config, placed),
    groups: config.groups.map(({ name, systems, summary, recipients, active }) => ({
      group: name,
      systems,
      summary,
      recipients,
      active,
    })),
    findings: findFaults({ config, placed, windows, unmatchedModes }),
  };
}

function describeSystems(config: Config, placed: readonly PlacedReporter[]): CheckedSystem[] {
  const bySystem = Map.groupBy(placed, ({ system }) => system);
  const configured = config.systems.map(({ name }) => name);
  const others = [...bySystem.keys()].flatMap((name) =>
    name === null || configured.includes(name) ? [] : name,
  );
  return [...configured, ...others].map((system, place) => {
    const own = bySystem.get(system) ?? [];
    const isMember = (name: string) => name.toUpperCase() === system.toUpperCase();
    return {
      system,
      isConfigured: place < configured.length,
      during: duringOf(config, system),
      groups: config.groups.filter(({ systems }) => systems.some(isMember)).map(({ name }) => name),
      ...describeHeard(own.map(({ heard }) => heard)),
      reporters: own.map(
        ({ heard, claims }): CheckedReporter => ({
          reporter: heard.name,
          pattern: claims[0]?.pattern ?? null,
          ...describeHeard([heard]),
        }),
      ),
    };
  });
}

function describeHeard(heard: readonly HeardReporter[]) {
  const first = heard.flatMap(({ firstTime }) => firstTime ?? []);
  const last = heard.flatMap(({ lastTime }) => lastTime ?? []);
  return {
    count: heard.reduce((sum, { count }) => sum + count, 0),
    firstTime: first.length === 0 ? null : formatInstant(first.reduce((a, b) => Math.min(a, b))),
    lastTime: last.length === 0 ? null : formatInstant(last.reduce((a, b) => Math.max(a, b))),
  };
}
