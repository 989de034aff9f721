import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { formatsOf } from '../../src/commands/options/format.js';
import { formatOfFile } from '../../src/commands/options/report-output.js';
import { buildProgram } from '../../src/commands/program/program.js';
import { ENDINGS } from '../../src/reports/layout/outputs.js';
import { commandContext } from '../support/command-context.js';
import { INCIDENT, useIncident } from '../support/incident-place.js';
import { makeFolder } from '../support/temporary-folder.js';

/** How each command with formats is called for an answer that holds something. */
const CALLS: Readonly<Record<string, readonly string[]>> = {
  ingest: [`${INCIDENT}reports`],
  status: [],
  doctor: [],
  rejects: [],
  'config check': [],
  'windows import': [`${INCIDENT}windows.csv`],
  'windows list': [],
  'windows log': ['fdt-2011-09-08'],
  'windows export': [],
  'windows check': [],
  'windows detect': [],
  daily: ['2011-09-08'],
  outage: ['fdt-2011-09-08'],
  watch: ['fdt-2011-09-08'],
  outages: [],
  show: ['OOPS-2077A101'],
  why: ['OOPS-2077A101'],
  export: ['--from', '2011-09-08T08:53', '--to', '2011-09-08T08:54'],
  query: ['--limit', '3'],
  sql: ['SELECT id FROM oops LIMIT 3'],
  'db migrate': [],
  copy: ['oops-report.db', 'copy.db'],
  prune: ['--older-than', '90d', '--dry-run'],
};

const program = await buildProgram(commandContext, () => {});

interface Formatted {
  readonly name: string;
  readonly command: Command;
  readonly formats: readonly string[];
}

function listFormatted(command: Command, above: readonly string[] = []): Formatted[] {
  const formats = formatsOf(command);
  const own = formats ? [{ name: above.join(' '), command, formats }] : [];
  return [...own, ...command.commands.flatMap((sub) => listFormatted(sub, [...above, sub.name()]))];
}

const all = listFormatted(program);
const reports = all.filter(({ command }) => command.options.some(({ long }) => long === '--as-of'));

const runIncident = useIncident();

it('is tried with every command that has formats', () => {
  expect(all.map(({ name }) => name).sort()).toEqual(Object.keys(CALLS).sort());
});

describe.each(all)('$name', ({ name, command, formats }) => {
  const call = (...args: string[]) => runIncident(...name.split(' '), ...(CALLS[name] ?? []), ...args);

  it('names its formats in the help, the default among them', () => {
    const described = command.options.find(({ long }) => long === '--format')?.description;
    expect(described).toBe(`${formats.join(', ')} (default: ${formats[0]})`);
  });

  it('prints in each of its formats, each in its own way, and in the default unless asked', async () => {
    // What an ingest took differs from run to run, and a copy that is there already is only compared.
    const plain = (text: string) =>
      text.replace(/\([\d.]+ s\)|"elapsedSeconds": [\d.]+| \d+ OOPSes copied this time\./g, '');
    const printed = [];
    for (const format of formats) printed.push(plain((await call('--format', format)).stdout));
    expect(printed.every((text) => text !== '')).toBe(true);
    expect(new Set(printed).size).toBe(formats.length);
    expect(plain((await call()).stdout)).toBe(printed[0]);
  });

  it('refuses a format that it does not have', async () => {
    const { code, stdout, stderr } = await call('--format', 'xls');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^oops-report: --format:? xls is .* Choose .*\.\n$/);
    for (const format of formats) expect(stderr).toContain(format);
  });

  it('has its formats completed', async () => {
    const { stdout } = await runIncident('complete-words', '--', ...name.split(' '), '--format', '');
    expect(stdout).toBe(formats.map((format) => `${format}\n`).join(''));
  });
});

describe.each(reports)('a file of $name', ({ name, formats }) => {
  const call = (...args: string[]) => runIncident(...name.split(' '), ...(CALLS[name] ?? []), ...args);

  it('has in each format what is printed in it', async () => {
    const folder = makeFolder();
    for (const format of formats) {
      const { stdout } = await call('--format', format);
      for (const ending of ENDINGS[format as keyof typeof ENDINGS]) {
        await call('--output', join(folder, `report${ending}`));
        expect(readFileSync(join(folder, `report${ending}`), 'utf8')).toBe(stdout);
      }
    }
  });
});

it.each(Object.entries(ENDINGS))('finds the format %s by each of its endings', (format, endings) => {
  expect(endings.map((ending) => formatOfFile(`a.b${ending.toUpperCase()}`))).toEqual(
    endings.map(() => format),
  );
});
