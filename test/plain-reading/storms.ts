import { type Storm, stormsOf } from './baseline.js';
import type { UnrecordedStorm } from './scenario.js';
import { endOf, SECOND, type World, windowsOf } from './world.js';

/** The storms of all systems that no window tells of, by time. */
export function unrecordedStorms(world: World): UnrecordedStorm[] {
  const systems = [...new Set(world.all.map(({ system }) => system))];
  const storms = systems
    .flatMap((system) => stormsOf(world, system))
    .sort((a, b) => a.start - b.start || (a.system < b.system ? -1 : 1));
  return joined(storms)
    .filter((group) => !group.every(({ system }) => isRecorded(world, group, system)))
    .map((group) => ({
      ...spanOf(group),
      systems: [...new Set(group.map(({ system }) => system))].sort(),
      count: group.reduce((sum, { sightings }) => sum + sightings.length, 0),
    }));
}

/** Ambiguity: two storms of one system within 30 s of each other are one as well. */
// "Storms of several systems within 30 s of one another are one storm."
function joined(storms: readonly Storm[]): Storm[][] {
  const groups: Storm[][] = [];
  for (const storm of storms) {
    const group = groups.at(-1);
    if (group && storm.start - spanOf(group).end <= 30 * SECOND) group.push(storm);
    else groups.push([storm]);
  }
  return groups;
}

function spanOf(group: readonly Storm[]): { start: number; end: number } {
  return {
    start: Math.min(...group.map(({ start }) => start)),
    end: Math.max(...group.map(({ end }) => end)),
  };
}

/** Ambiguity: windows cover a storm when each of its systems has one that the storm touches; offsets are shown apart. */
// "A storm that no downtime or partial window (±γ) covers is an unrecorded outage"
function isRecorded(world: World, group: readonly Storm[], system: string): boolean {
  const { recoveryGrace } = world.rules.attribution;
  const { start, end } = spanOf(group);
  return windowsOf(world, system).some(
    (window) =>
      window.phase !== 'shutdown' &&
      window.start - recoveryGrace <= end &&
      start < endOf(window, world) + recoveryGrace,
  );
}
