import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SUMMARY_KINDS } from '../../src/oops/oops.js';
import { run } from '../support/run.js';
import { makeFolder, textReport } from '../support/temporary-folder.js';

/** Types that some kinds count as another class than others. */
const TYPES = [
  'KeyError',
  'TimeoutError',
  'SoftRequestTimeout',
  'NotFound',
  'Unauthorized',
  'InvalidHttpResponse',
  'BugNotFound',
  'ValueError',
  'HgError',
];

/** A link of our own led to it, so that its section lists it. */
const reportOf = (id: string, type: string) =>
  `${textReport(id, { 'Exception-Type': type, Date: '2011-09-08T08:00:00+00:00' })}HTTP_REFERER=https://launchpad.net/\n`;

const configOf = (summary: string) => `systems:
  web: { reporters: [A] }
  code: { reporters: [CH] }
localReferrers: [launchpad.net]
groups:
  web: { systems: [web] }
  code: { systems: [code], summary: ${summary} }
`;

/** A folder that was loaded under one config, with an OOPS of each type and system. */
async function makeDay(summary: string): Promise<string> {
  const files = ['A', 'CH'].flatMap((reporter) =>
    TYPES.map((type, n) => [`r/2011-09-08/${reporter}${n}`, reportOf(`OOPS-2077${reporter}${n}`, type)]),
  );
  const folder = makeFolder({ 'oops-report.yaml': configOf(summary), ...Object.fromEntries(files) });
  await run(folder, ['ingest', 'r']);
  return folder;
}

async function ask(folder: string, ...args: string[]) {
  const { code, stdout, stderr } = await run(folder, args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return args[0] === 'export'
    ? stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line))
    : JSON.parse(stdout);
}

type Words = Record<string, string>;
const json = ['--format', 'json'];
const words = ({ rows }: { rows: [string, string][] }): Words => Object.fromEntries(rows.sort());

/** What each command says that each OOPS is counted as. */
async function wordsOfCommands(folder: string): Promise<Words[]> {
  const listed = words(await ask(folder, 'query', '--columns', 'id,class', '--not-type', '', ...json));
  const ids = Object.keys(listed);
  const shown: Words = {};
  const explained: Words = {};
  for (const id of ids) {
    shown[id] = (await ask(folder, 'show', id, ...json)).classification;
    explained[id] = (await ask(folder, 'why', id, ...json)).section;
  }
  const exported = await ask(folder, 'export');
  const filtered: Words = {};
  for (const name of new Set(Object.values(listed))) {
    const { rows } = await ask(folder, 'query', '--class', name, '--columns', 'id', ...json);
    for (const [id] of rows) filtered[id] = name;
  }
  return [
    listed,
    shown,
    explained,
    Object.fromEntries(exported.map(({ id, classification }: Words) => [id, classification])),
    filtered,
    words(await ask(folder, 'sql', 'SELECT id, class FROM oops ORDER BY id', ...json)),
  ];
}

const sectionsOf = ({ sections }: { sections: { id: string; count: number }[] }) =>
  Object.fromEntries(sections.filter(({ count }) => count > 0).map(({ id, count }) => [id, count]));
const countsOf = ({ rows }: { rows: [string, number][] }) =>
  Object.fromEntries(rows.map(([name, count]) => [name, count]));

describe('what an OOPS is counted as', () => {
  it.each(SUMMARY_KINDS)('is one word everywhere, by the kind %s of its system', async (kind) => {
    const folder = await makeDay(kind === 'webapp' ? 'codehosting' : 'webapp');
    writeFileSync(join(folder, 'oops-report.yaml'), configOf(kind));
    const [first, ...others] = await wordsOfCommands(folder);
    expect(Object.keys(first ?? {})).toHaveLength(2 * TYPES.length);
    for (const other of others) expect(other).toEqual(first);
    const fresh = await makeDay(kind);
    expect(await wordsOfCommands(fresh)).toEqual([first, ...others]);

    const counted = await ask(folder, 'query', '--group-by', 'class', ...json);
    expect(sectionsOf(await ask(folder, 'daily', ...json))).toEqual(countsOf(counted));
    for (const group of ['web', 'code']) {
      const ofGroup = await ask(folder, 'query', '--system', group, '--group-by', 'class', ...json);
      expect(sectionsOf(await ask(folder, 'daily', '--group', group, ...json))).toEqual(countsOf(ofGroup));
      expect(sectionsOf(await ask(folder, 'daily', '--system', group, ...json))).toEqual(countsOf(ofGroup));
    }
  });

  it('follows a rule of the config for one kind', async () => {
    const folder = await makeDay('codehosting');
    const rule = 'classification:\n  - { class: remote-errors, types: ["Hg*"], kinds: [codehosting] }\n';
    const count = async () => {
      const { rows } = await ask(
        folder,
        'query',
        '--class',
        'remote-errors',
        '--type',
        'HgError',
        '--count',
        ...json,
      );
      return rows[0]?.[0];
    };
    expect(await count()).toBe(0);
    writeFileSync(join(folder, 'oops-report.yaml'), configOf('codehosting') + rule);
    expect(await count()).toBe(1);
    const [first, ...others] = await wordsOfCommands(folder);
    expect(first).toMatchObject({ 'OOPS-2077A8': 'exceptions', 'OOPS-2077CH8': 'remote-errors' });
    for (const other of others) expect(other).toEqual(first);
  });
});
