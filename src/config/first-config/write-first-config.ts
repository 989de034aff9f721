import { toJson, toLine } from '../../text/printable.js';
import { SCHEMA_FILE } from '../schema-file.js';
import { type ProposedSystem, proposeSystems } from './propose-systems.js';

/** Somebody who reported, and how often. */
export interface HeardName {
  readonly name: string;
  readonly count: number;
}

/** What a first config is written from. */
export interface FirstConfigSettings {
  /** Everybody who was heard. */
  readonly heard: readonly HeardName[];
  /** The zone of the machine; null where it names none. */
  readonly timezone: string | null;
}

/** A config for a beginning. */
export interface FirstConfig {
  readonly text: string;
  readonly systems: readonly ProposedSystem[];
}

/** So many reporters of a system are told by name. */
const NAMES_SHOWN = 4;

/** Behind it a line is too long to be read. */
const LINE_WIDTH = 98;

/** What stands behind the name of a reporter where it is not that of the live service. */
const ENVIRONMENT =
  /@(prod|production|live|pre-?prod|stag(?:e|ing)|stg|canary|edge|preview|demo|sandbox|uat|qa|test(?:ing)?|int(?:egration)?|ci|dev(?:elopment)?|local)$/i;

/**
 * Writes a config from who was heard: systems, groups, the zone, and as comments what a team adds next. It is always one
 * that the program takes.
 */
export function writeFirstConfig({ heard, timezone }: FirstConfigSettings): FirstConfig {
  const systems = proposeSystems(heard.map(({ name }) => name));
  const counts = new Map(heard.map(({ name, count }) => [name, count]));
  const projects = systems.filter(({ name }) => /^\d+$/.test(name)).map(({ name }) => name);
  const text = [
    headline(systems),
    SYSTEMS_ARE,
    ...(systems.length === 0 ? [NO_SYSTEMS] : ['systems:', ...systems.map((one) => systemLine(one, counts))]),
    '',
    GROUPS_ARE,
    ...(systems.length === 0 ? [NO_GROUPS] : ['groups:', ...groupLines(systems)]),
    '',
    timezone === null
      ? '# Whose days daily reports. TZ, which says it of a machine, is not set here, or names no zone.'
      : '# Whose days daily reports: the zone of this machine, as TZ has it.',
    `timezone: ${yamlText(timezone ?? 'UTC')}`,
    '',
    ...(projects.length === 0 ? [] : [projectsLines(projects)]),
    LATER,
  ].join('\n');
  return { text, systems };
}

function headline(systems: readonly ProposedSystem[]): string {
  const about =
    systems.length === 0
      ? `# Written by oops-report config init before anything was loaded: nothing in it is decided yet. Load your logs with
# oops-report ingest PATH, and write it anew with oops-report config init --force.`
      : `# Written by oops-report config init from the reporters that were heard. Put right what it got wrong, and see what it
# means with oops-report config check.`;
  return `# yaml-language-server: $schema=${SCHEMA_FILE}
# Editors find there what each key means: oops-report config schema --output ${SCHEMA_FILE}

${about}
`;
}

const SYSTEMS_ARE = `# Who reports for which system: outages hold systems, and verdicts are about them. * and ? match. A reporter that no
# system claims is a system of its own. One that keeps working in an outage has \`during: unaffected\` beside its reporters.`;

const NO_SYSTEMS = `# systems:
#   worker: { reporters: ["worker-*"] }
#   mailer: { reporters: [mailer], during: unaffected }`;

const GROUPS_ARE = `# Sets of systems that get a summary of their own: daily --group NAME prints it, and with
# \`recipients: [team@example.com]\` beside its systems daily --mail sends it.`;

const NO_GROUPS = `# groups:
#   all: { systems: [worker, mailer], recipients: [team@example.com] }`;

const LATER = `# What teams add next, here as comments; all keys: docs/config.md.

# How your systems fail when what they need is away, beside the built-in list, which knows the usual drivers and clients.
# After an outage, oops-report outage latest --suggest writes such lines.
# expectedFailures:
#   - { family: all }
#   - { type: UpstreamAway, value: "no backend" }

# When outages may be, for windows check and the budget of outage reports.
# schedule:
#   timezone: UTC
#   slots: [{ cron: "0 2 * * 1-5", budget: 5m }]

# The page of an error: reports link to it.
# oopsUrl: "https://errors.example.com/{id}"

# How daily --mail sends; the password comes from OOPS_REPORT_SMTP_PASSWORD.
# mail: { host: smtp.example.com, user: oops, from: "OOPS summaries <oops@example.com>" }
`;

function systemLine(
  { name, patterns, reporters }: ProposedSystem,
  counts: ReadonlyMap<string, number>,
): string {
  const count = reporters.reduce((sum, reporter) => sum + (counts.get(reporter) ?? 0), 0);
  const more = reporters.length > NAMES_SHOWN ? ` and ${reporters.length - NAMES_SHOWN} more` : '';
  const who =
    reporters.length === 1 ? '' : `${reporters.slice(0, NAMES_SHOWN).map(toLine).join(', ')}${more}: `;
  const line = `  ${yamlText(name)}: { reporters: [${patterns.map(yamlText).join(', ')}] }`;
  return `${line} # ${who}${count} ${count === 1 ? 'OOPS' : 'OOPSes'}`;
}

/** One group, or one for each environment where reporters name theirs. */
function groupLines(systems: readonly ProposedSystem[]): string[] {
  const byEnvironment = Map.groupBy(systems, environmentOf);
  const groups = byEnvironment.size > 1 ? byEnvironment : new Map([['all', systems]]);
  return [...groups].map(([name, members]) => {
    const names = members.map((system) => yamlText(system.name));
    const line = `  ${yamlText(name)}: { systems: [${names.join(', ')}] }`;
    if (line.length <= LINE_WIDTH) return line;
    return `  ${yamlText(name)}:\n    systems:\n${names.map((one) => `      - ${one}\n`).join('')}`.trimEnd();
  });
}

/** What a system's reporters name behind their `@`; one that names nothing is live. */
function environmentOf({ reporters }: ProposedSystem): string {
  const named = ENVIRONMENT.exec(reporters[0] ?? '')?.[1]?.toLowerCase() ?? 'production';
  return /^(?:prod|live)$/.test(named) ? 'production' : named;
}

function projectsLines(ids: readonly string[]): string {
  const names = ids.map((id) => `${id}: name-of-${id}`).join(', ');
  return `# ${ids.length === 1 ? 'A name that is a number is' : 'Names that are numbers are'} those of Sentry's projects by their ids: say what they are called, and load them again.
# projects: { ${names} }
`;
}

/** Words that YAML takes for something else. */
const NO_TEXT = /^(?:null|true|false|yes|no|on|off|y|n)$/i;

/** A text as YAML has it: plain where nobody can take it for anything else, else in quotes. */
function yamlText(text: string): string {
  return /^[a-z](?:[\w.@/+-]*\w)?$/i.test(text) && !NO_TEXT.test(text) ? text : toJson(text);
}
