import { ALL_SYSTEMS } from '../outages/window.js';
import type { Config } from './config.js';
import type { DocumentPath } from './yaml.js';

/** One thing that is wrong with a config, and where. */
export interface ConfigIssue {
  readonly path: DocumentPath;
  readonly message: string;
}

/** What one part of a config says against another. Empty when it holds together. */
export function findContradictions(config: Config): ConfigIssue[] {
  return [
    ...findBadNames('systems', config),
    ...findBadNames('groups', config),
    ...findReportersClaimedTwice(config),
    ...findUselessExpectations(config),
    ...findUnknownSystems(config),
    ...findTooShortObservation(config),
    ...findTooShortFollowUp(config),
  ];
}

/** A window log names systems, separated by spaces or semicolons, without regard to case, or all of them with `*`. */
function findBadNames(key: 'systems' | 'groups', config: Config): ConfigIssue[] {
  const names = config[key].map(({ name }) => name);
  return names.flatMap((name, index) => {
    const path = [key, name];
    if (/[\s;]/.test(name) || name === ALL_SYSTEMS) {
      return { path, message: 'a name cannot be * or hold spaces or semicolons. Choose another.' };
    }
    const twin = names.slice(0, index).find((other) => isSameName(other, name));
    return twin === undefined ? [] : { path, message: `is ${twin} in another case. Keep one of them.` };
  });
}

function findReportersClaimedTwice({ systems }: Config): ConfigIssue[] {
  const claims = systems.flatMap(({ name, reporters }) =>
    reporters.map((pattern, index) => ({ name, pattern, path: ['systems', name, 'reporters', index] })),
  );
  const owners = new Map<string, string>();
  return claims.flatMap(({ name, pattern, path }) => {
    const owner = owners.get(pattern.toUpperCase()) ?? name;
    owners.set(pattern.toUpperCase(), owner);
    const message = `${JSON.stringify(pattern)} belongs to ${owner} already. Remove it from one of them.`;
    return owner === name ? [] : { path, message };
  });
}

function findUselessExpectations({ systems }: Config): ConfigIssue[] {
  return systems
    .filter(({ during, expectedFailures }) => during === 'unaffected' && expectedFailures?.length)
    .map(({ name }) => ({
      path: ['systems', name, 'expectedFailures'],
      message: 'a system that is unaffected has none. Remove them, or write during: fails.',
    }));
}

/** Without systems in the config, every reporter is a system of its own name, and a group can name any. */
function findUnknownSystems({ systems, groups }: Config): ConfigIssue[] {
  if (systems.length === 0) return [];
  const known = systems.map(({ name }) => name).join(', ');
  return groups.flatMap((group) =>
    group.systems.flatMap((name, index) => {
      if (systems.some((system) => isSameName(system.name, name))) return [];
      const message = `${JSON.stringify(name)} is not one of the systems ${known}.`;
      return { path: ['groups', group.name, 'systems', index], message };
    }),
  );
}

function findTooShortObservation({ verdict }: Config): ConfigIssue[] {
  if (verdict.minimumObservation <= verdict.observation) return [];
  const message = 'is longer than observation, so that every verdict would be too early. Make it shorter.';
  return [{ path: ['verdict', 'minimumObservation'], message }];
}

function findTooShortFollowUp({ verdict }: Config): ConfigIssue[] {
  if (verdict.followUp >= verdict.observation) return [];
  const message = 'is shorter than observation, so that it would follow nothing up. Make it longer.';
  return [{ path: ['verdict', 'followUp'], message }];
}

function isSameName(a: string, b: string): boolean {
  return a.toUpperCase() === b.toUpperCase();
}
