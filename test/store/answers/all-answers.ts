import { inspect } from 'node:util';
import { DEFAULT_CONFIG } from '../../../src/config/defaults.js';
import { KEY_NAMES, readKeys } from '../../../src/questions/keys.js';
import type { Question } from '../../../src/questions/question.js';
import { reportDaily } from '../../../src/reports/daily/request.js';
import { KEPT_KINDS, type KeptKind } from '../../../src/store/kept.js';
import type { KnownFile, Loader } from '../../../src/store/loader.js';
import { placeOf } from '../../../src/store/records.js';
import type { Snapshot } from '../../../src/store/snapshot.js';
import type { Store } from '../../../src/store/store.js';
import { FOLDERS, LOGS } from './any-history.js';
import { ALWAYS, collect, inWords, START } from './any-oopses.js';

/** Numbers that mean something in one database alone. */
const OWN_NUMBERS = ['seq', 'signature_id'];

const COLUMNS = KEY_NAMES.filter((name) => !OWN_NUMBERS.includes(name)).join(',');

/** All that a store says, to a report, to a question and to what loads more into it, as plain data in a stable order. */
export async function allAnswers(store: Store): Promise<object> {
  const told = await store.snapshot(answersOf);
  const options = { startedAt: START, clock: () => START, exists: () => true };
  return { ...told, files: await store.load(options, filesOf) };
}

async function answersOf(data: Snapshot) {
  const ask = (given: Partial<Question>) =>
    data.answer({
      ...{ from: null, to: null, filters: [], text: null, groupBy: null, distinct: [], columns: null },
      ...{ sort: null, limit: 1000, ...given },
    });
  const oopses = [];
  for await (const one of data.oopses(ALWAYS)) oopses.push(one);
  const reporters = (await data.reporters()).map(({ name }) => name);
  const sightings = await collect(data.sightings(ALWAYS, reporters));
  const period = { start: START, end: START + 3_600_000 };
  const request = { period, summary: 'webapp', isBySystem: true, group: null, systems: null } as const;
  const outages = [...new Set(['fdt-1', 'fdt-2'])];
  const { count, firstTime } = await data.state();
  const { bytes: _, ...totals } = await data.totals();
  return {
    ...{ oopses, reporters: await data.reporters(), state: { count, firstTime }, totals },
    heard: await data.heardReporters(),
    first: await data.firstOopsTime(),
    around: await data.timesAround({ start: START + 9, end: START + 900_000 }, reporters),
    sources: await data.sources(),
    rejects: await data.rejects(),
    discards: await data.discards(ALWAYS),
    clocks: await data.clockOffsets(ALWAYS),
    windows: await data.windows(),
    changes: await Promise.all(outages.map((outage) => data.windowChanges(outage))),
    runs: await Promise.all(outages.map((outage) => data.deploymentRun(outage))),
    refusedRuns: await data.refusedRuns(),
    settings: await Promise.all(LOGS.map((path) => data.rowSettings(path))),
    sightings: sightings
      .map(({ exception, signature, id, reporter, time, inexact, class: counted, isBot, durationMs }) => ({
        ...{ id, reporter, time, inexact, class: counted, isBot, durationMs },
        ...{ ...plain(exception), bug: signature.bug },
      }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    tallies: (await data.tallySignatures(ALWAYS))
      .map(({ signature, ...tally }) => ({ name: inWords(signature), bug: signature.bug, ...tally }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    list: await ask({ columns: readKeys('--columns', COLUMNS) }),
    groups: await ask({ groupBy: readKeys('--group-by', 'reporter,type'), sort: 'type' }),
    daily: await reportDaily({ data, config: DEFAULT_CONFIG }, [request], null),
    kept: Object.fromEntries(
      await Promise.all(KEPT_KINDS.map(async (kind) => [kind, await allKept(data, kind)])),
    ),
    counts: await data.keptCounts(),
  };
}

function plain({ type, value, causes }: Parameters<typeof inWords>[0] & { readonly causes: unknown }) {
  return { type, value, causes };
}

/** The kinds whose order says something. */
const ORDERED: readonly KeptKind[] = ['folder', 'oops', 'change'];

async function allKept<Kind extends KeptKind>(data: Snapshot, kind: Kind): Promise<unknown[]> {
  const all: unknown[] = [];
  for await (const { items } of data.kept(kind)) all.push(...items);
  if (ORDERED.includes(kind)) return all;
  const text = (item: unknown) => inspect(item, { sorted: true, depth: null });
  return all.sort((a, b) => (text(a) < text(b) ? -1 : 1));
}

/** What who loads more is told; by what it names again what a file said is a matter of each store. */
async function filesOf(loader: Loader) {
  const folders = [...FOLDERS, '/logs'].map(async (folder) => {
    const files = await loader.knownFiles(folder);
    const known = [...files.names()].sort().map((name) => [name, withoutBefore(files.find(name))]);
    const refused = [...(await loader.refusedFiles(folder)).values()].map(placeOf).sort();
    return { folder, known, refused, isWithin: await loader.hasFilesWithin(folder) };
  });
  const logs = LOGS.map(async (path) => ({
    read: await loader.findExport(path),
    refused: await loader.refusedRows(path),
    last: [...(await loader.lastIds(path, 9))].sort(),
  }));
  return { folders: await Promise.all(folders), logs: await Promise.all(logs) };
}

function withoutBefore(file: KnownFile | undefined): object | undefined {
  if (!file || file.kind === 'export') return file;
  const { before: _, ...rest } = file;
  return rest;
}
