import { printJson } from '../../reports/layout/outputs.js';
import { plural } from '../../reports/layout/text.js';
import type { Health, HealthCheck, Repair } from '../../store/opening/health.js';
import { toLine } from '../../text/printable.js';

/** What a doctor found and did. */
export interface ToldHealth extends Pick<Health, 'checks'> {
  /** The number of its schema; null: it could not be looked at. */
  readonly schema: number | null;
  /** What the database is called. */
  readonly database: string;
  readonly isQuick: boolean;
  /** Null: nothing was repaired. */
  readonly repair: Repair | null;
}

/** Whether anything is damaged. */
export function isDamaged({ checks }: Pick<Health, 'checks'>): boolean {
  return checks.some(({ state }) => state === 'damaged');
}

/** How it is printed, by format. */
export const HEALTH_OUTPUTS = {
  text: (told: ToldHealth) =>
    [
      ...told.checks.flatMap(describeCheck),
      describeAll(told),
      ...(told.repair ? describeRepair(told.repair) : []),
    ]
      .map((line) => `${line}\n`)
      .join(''),
  json: ({ database, schema, isQuick, checks, repair }: ToldHealth) =>
    printJson({
      kind: 'doctor',
      database,
      schema,
      quick: isQuick,
      damaged: schema === null || isDamaged({ checks }),
      checks,
      repair,
    }),
} as const;

const WORDS = { ok: 'ok', remark: 'ok, but', damaged: 'DAMAGED' } as const;
const WIDTH = 9;
const NAME_WIDTH = 14;

function describeCheck({ check, state, told, faults, moreFaults, lost, advice }: HealthCheck): string[] {
  const indent = ' '.repeat(WIDTH);
  return [
    `${WORDS[state].padEnd(WIDTH)}${check.padEnd(NAME_WIDTH)}${toLine(told)}`,
    ...faults.map((fault) => `${indent}- ${toLine(fault)}`),
    ...(moreFaults > 0 ? [`${indent}- and ${moreFaults} more`] : []),
    ...(lost === null ? [] : [`${indent}Lost: ${lost}`]),
    ...(advice === null ? [] : [`${indent}To do: ${advice}`]),
  ];
}

function describeAll({ database, schema, checks, isQuick, repair }: ToldHealth): string {
  const damaged = checks.filter(({ state }) => state === 'damaged').length;
  const asked = `${plural(checks.length, 'check')}${isQuick ? ', without reading every row' : ''}`;
  const before = repair ? 'was' : 'is';
  if (schema === null) return `${database}: could not be looked at.`;
  return damaged === 0
    ? `${database}: ${asked}; nothing ${before} damaged.`
    : `${database}: ${asked}; ${damaged} found damage.`;
}

function describeRepair({ exported, damaged, oopses, toReadAgain, sources, doubts }: Repair): string[] {
  return [
    `Made anew with ${plural(oopses, 'OOPS', 'OOPSes')}. The damaged one is ${toLine(damaged)}; windows, their log, deployment runs and bugs as they were read are in ${toLine(exported)}.`,
    ...doubts.map((doubt) => `- ${toLine(doubt)}`),
    ...(toReadAgain > 0 ? [`Taken out to be read again: ${plural(toReadAgain, 'OOPS', 'OOPSes')}.`] : []),
    ...(sources.length > 0 ? [`Run now: oops-report ingest ${toLine(sources.join(' '))}`] : []),
  ];
}
