import type { Config, SystemConfig } from '../../config/config.js';
import { findSystem } from '../../config/system-map.js';
import { ALL_SYSTEMS, type OutageWindow } from '../../outages/window.js';
import { matchesGlob } from '../../text/glob.js';
import { listWords } from '../../text/list-words.js';
import { nearestNames } from '../../text/nearest-names.js';
import { plural } from '../layout/text.js';
import type { ConfigFinding } from './config-check.js';
import type { PlacedReporter } from './place-reporters.js';
import type { NamedMode } from './unmatched-modes.js';

/** What a config is held against. */
export interface ConfigEvidence {
  readonly config: Config;
  readonly placed: readonly PlacedReporter[];
  readonly windows: readonly OutageWindow[];
  readonly unmatchedModes: readonly NamedMode[];
}

/** What is wrong with a config, by kind, and then what may be meant. */
export function findFaults(evidence: ConfigEvidence): ConfigFinding[] {
  return [
    ...findClaimedTwice(evidence),
    ...findUnclaimed(evidence),
    ...evidence.config.systems.flatMap((system) => checkSystem(system, evidence)),
    ...findUnknownSystems(evidence),
    ...findEmptyGroups(evidence),
    ...findGroupsWithoutRecipients(evidence),
    ...findSystemsInNoGroup(evidence),
    ...findUnmatchedModes(evidence),
  ];
}

function findClaimedTwice({ placed }: ConfigEvidence): ConfigFinding[] {
  return placed
    .filter(({ system }) => system === null)
    .map(({ heard, claims }) => ({
      kind: 'claimed-twice',
      level: 'fault',
      subject: heard.name,
      text: `Reporter ${heard.name} is claimed by ${listWords(
        claims.map(({ system, pattern }) => `${system} (${JSON.stringify(pattern)})`),
        'and',
      )} alike, and every report refuses that.`,
      advice: `Add ${heard.name} to the reporters of one of them.`,
    }));
}

/** Without systems in the config, every reporter is one of its own, and none lacks a system. */
function findUnclaimed({ config, placed }: ConfigEvidence): ConfigFinding[] {
  if (config.systems.length === 0) return [];
  const names = config.systems.flatMap(({ name, reporters }) => [name, ...reporters]);
  return placed
    .filter(({ system }) => system !== null && !findSystem(config.systems, system))
    .map(({ heard }) => ({
      kind: 'unclaimed-reporter',
      level: 'fault',
      subject: heard.name,
      text: `Reporter ${heard.name}, with ${plural(heard.count, 'OOPS', 'OOPSes')}, is of no system of the config.`,
      advice: `Add it to the reporters of its system, or make it one.${meant(heard.name, names)}`,
    }));
}

/** Where nothing was loaded, that nobody was heard says nothing. */
function checkSystem(system: SystemConfig, { config, placed }: ConfigEvidence): ConfigFinding[] {
  if (placed.length === 0) return [];
  const { name, reporters } = system;
  const isHeard = placed.some(
    (one) => one.system === name || one.claims.some((claim) => claim.system === name),
  );
  const strangers = placed
    .filter((one) => one.system !== null && !findSystem(config.systems, one.system))
    .map(({ heard }) => heard.name);
  if (!isHeard) {
    const by = reporters.length === 0 ? 'a reporter of its name' : listWords(reporters.map(quote), 'or');
    return [
      {
        kind: 'silent-system',
        level: 'fault',
        subject: name,
        text: `System ${name} was never heard: nothing that was loaded is of ${by}.`,
        advice: `Correct its reporters, load its logs, or leave it out.${meant([name, ...reporters], strangers)}`,
      },
    ];
  }
  return reporters.flatMap((pattern): ConfigFinding[] => {
    const matched = placed.filter(({ heard }) =>
      matchesGlob(pattern.toUpperCase(), heard.name.toUpperCase()),
    );
    if (
      matched.some(({ claims }) => claims.some((claim) => claim.system === name && claim.pattern === pattern))
    ) {
      return [];
    }
    const [other] = matched;
    return [
      {
        kind: 'unmatched-pattern',
        level: 'fault',
        subject: name,
        text: other
          ? `${quote(pattern)} of system ${name} gives it nobody: ${other.heard.name} is named more closely by ${quote(other.claims[0]?.pattern ?? '')}${other.system === name ? '' : ` of ${other.system}`}.`
          : `${quote(pattern)} of system ${name} matches nobody who was heard.`,
        advice: `Correct it, or leave it out.${other ? '' : meant(pattern, strangers)}`,
      },
    ];
  });
}

/** Of groups the schema knows, where the config has systems; window logs can hold any name. */
function findUnknownSystems({ config, placed, windows }: ConfigEvidence): ConfigFinding[] {
  const known = new Map(
    [...config.systems.map(({ name }) => name), ...placed.flatMap(({ system }) => system ?? [])].map(
      (name) => [name.toUpperCase(), name],
    ),
  );
  const places = [
    ...config.groups.flatMap(({ name, systems }) =>
      systems.map((system) => ({ system, subject: name, where: `Group ${name}` })),
    ),
    ...windows.flatMap(({ outage, systems }) =>
      systems.map((system) => ({ system, subject: outage, where: `A window of outage ${outage}` })),
    ),
  ];
  const told = new Set<string>();
  return places.flatMap(({ system, subject, where }): ConfigFinding[] => {
    const key = JSON.stringify([where, system.toUpperCase()]);
    if (system === ALL_SYSTEMS || known.has(system.toUpperCase()) || told.has(key)) return [];
    told.add(key);
    return [
      {
        kind: 'unknown-system',
        level: 'fault',
        subject,
        text: `${where} names system ${system}, which neither the config nor anybody who was heard knows.`,
        advice: `Correct the name, or add it to systems.${meant(system, [...known.values()])}`,
      },
    ];
  });
}

function findEmptyGroups({ config }: ConfigEvidence): ConfigFinding[] {
  return config.groups
    .filter(({ systems }) => systems.length === 0)
    .map(({ name }) => ({
      kind: 'empty-group',
      level: 'fault',
      subject: name,
      text: `Group ${name} has no systems: its summary is always empty.`,
      advice: 'Name its systems, or leave it out.',
    }));
}

function findGroupsWithoutRecipients({ config }: ConfigEvidence): ConfigFinding[] {
  return config.groups
    .filter(({ active, recipients }) => active && recipients.length === 0)
    .map(({ name }) => ({
      kind: 'group-without-recipients',
      level: 'remark',
      subject: name,
      text: `Group ${name} has no recipients: daily --mail sends its summary to nobody.`,
      advice: 'Add recipients where it is to be mailed.',
    }));
}

function findSystemsInNoGroup({ config }: ConfigEvidence): ConfigFinding[] {
  if (config.groups.length === 0) return [];
  const grouped = new Set(config.groups.flatMap(({ systems }) => systems.map((name) => name.toUpperCase())));
  const left = config.systems.map(({ name }) => name).filter((name) => !grouped.has(name.toUpperCase()));
  if (left.length === 0) return [];
  return [
    {
      kind: 'system-in-no-group',
      level: 'remark',
      subject: left.join(', '),
      text: `${listWords(left, 'and')} ${left.length === 1 ? 'is' : 'are'} in no group: only daily without --group tells of ${left.length === 1 ? 'it' : 'them'}.`,
      advice: 'Add them to a group where its summary is to have them.',
    },
  ];
}

function findUnmatchedModes({ placed, unmatchedModes }: ConfigEvidence): ConfigFinding[] {
  if (placed.length === 0) return [];
  return unmatchedModes.map(({ key, mode }) => {
    const value = mode.value === undefined ? '' : ` with value ${JSON.stringify(mode.value.source)}`;
    return {
      kind: 'unmatched-failure-mode',
      level: 'remark',
      subject: key,
      text: `${key}: nothing that was heard is ${mode.type}${value}.`,
      advice: 'If it should have been in an outage that was loaded, correct its type or its pattern.',
    };
  });
}

/** Whom somebody may have meant, as a sentence of its own with a blank in front; nothing where nobody is like it. */
function meant(typed: string | readonly string[], names: readonly string[]): string {
  const near = new Set([typed].flat().flatMap((one) => nearestNames(one, names)));
  return near.size === 0 ? '' : ` Did you mean ${listWords([...near].slice(0, 3), 'or')}?`;
}

function quote(text: string): string {
  return JSON.stringify(text);
}
