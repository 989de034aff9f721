import fc from 'fast-check';
import { DEFAULT_DOCUMENT_SETTINGS } from '../../../src/oops/events/document-settings.js';
import type { OutageWindow } from '../../../src/outages/window.js';
import type { DeploymentRun } from '../../../src/outages/window-log/deployment-log/deployment-run.js';
import type { LoadedFile, Loader } from '../../../src/store/loader.js';
import type { Discard } from '../../../src/store/records.js';
import type { Store } from '../../../src/store/store.js';
import { newOops } from '../../support/sample-oops.js';
import { START } from './any-oopses.js';

/** Something that is done to a store at a moment, in milliseconds since the Unix epoch. */
type Step = (store: Store, at: number) => Promise<unknown>;

export const FOLDERS = ['/oopses/2011-09-08', '/oopses/2011-09-07', '/copies'];
export const LOGS = ['/logs/app.log', '/logs/web.log'];

const time = fc.integer({ min: START, max: START + 3_600_000 });

/** So few ids and contents that files often hold copies of one, or another report of the same id. */
const report = fc.record({
  id: fc.constantFrom('OOPS-1A1', 'oops-1a1', 'OOPS-1A2', 'OOPS-1B1', 'OOPS-1C1'),
  crc: fc.integer({ min: 1, max: 2 }),
  timeSource: fc.constantFrom('report', 'file-name', 'directory'),
  given: fc.record({
    time,
    reporter: fc.constantFrom('A', 'b', 'B', null),
    type: fc.constantFrom('KeyError', 'NotFound', 'RequestExpired', '', null),
    value: fc.constantFrom('a', 'b 17', '', null, 'ü\u{1f600}'),
    topic: fc.constantFrom('Root:+index', null),
    url: fc.constantFrom('https://launchpad.net/', 'https://example.com/?q=%E9', null),
    method: fc.constantFrom('GET', null),
    userAgent: fc.constantFrom('Googlebot/2.1', 'Firefox', null),
    referrer: fc.constantFrom('https://launchpad.net/', 'https://example.com/', null),
    username: fc.constantFrom('ann', null),
    durationSeconds: fc.constantFrom(null, 0, 0.513),
    totalMilliseconds: fc.constantFrom(null, 0, 513),
    statementsCount: fc.nat({ max: 3 }),
    mostExpensiveStatement: fc.constantFrom('SELECT $INT', null),
    traceback: fc.constantFrom('Traceback\n  in x', null),
    branchNick: fc.constantFrom('main', null),
    revno: fc.constantFrom('17', null),
    informational: fc.boolean(),
    hostname: fc.constantFrom('host-1', null),
    lastOops: fc.constantFrom('OOPS-1A1', null),
    causes: fc.constantFrom([], [{ type: 'OSError', value: null }]),
    fingerprint: fc.constantFrom(null, ['a', 'b']),
    isEvent: fc.boolean(),
    clockOffset: fc.constantFrom(null, -20, 0, 1500),
  }),
});

/** What a file says, or why it was refused; one that was written just now has no stamp that can be trusted. */
const reading = fc.record({
  report: fc.option(report, { freq: 6 }),
  size: fc.integer({ min: 1, max: 3 }),
  age: fc.constantFrom(0, 60_000),
});

type Drawn = typeof reading extends fc.Arbitrary<infer Value> ? Value : never;

function fileOf(place: Pick<LoadedFile, 'directory' | 'name' | 'line' | 'before'>, drawn: Drawn, at: number) {
  const stamp = { size: drawn.size, modifiedAt: at - drawn.age };
  const { directory, name: fileName } = place;
  if (drawn.report === null) {
    return { ...place, read: { kind: 'refused', reason: 'empty file', stamp } } as const;
  }
  const { id, crc, given, timeSource } = drawn.report;
  const oops = newOops(
    id,
    { ...given, time: timeSource === 'report' ? given.time : null },
    { time: given.time, timeSource, content: { size: 7, crc }, directory, fileName },
  );
  return { ...place, read: { kind: 'oops', oops, stamp } } as const;
}

const loading = (work: (loader: Loader, at: number) => Promise<void>): Step => {
  return (store, at) =>
    store.load({ startedAt: at, clock: () => at, exists: () => true }, (loader) => work(loader, at));
};

/** Steps that a failing test shows by what was drawn for them. */
function stepsOf<Drawn>(drawn: fc.Arbitrary<Drawn>, stepOf: (drawn: Drawn) => Step): fc.Arbitrary<Step> {
  return drawn.map((one) => Object.assign(stepOf(one), { [fc.toStringMethod]: () => fc.stringify(one) }));
}

const readFile = stepsOf(
  fc.record({ directory: fc.constantFrom(...FOLDERS), name: fc.constantFrom('1', '2'), drawn: reading }),
  ({ directory, name, drawn }) =>
    loading(async (loader, at) => {
      const known = (await loader.knownFiles(directory)).find(name);
      const before = known && 'before' in known ? known.before : null;
      await loader.put([fileOf({ directory, name, line: 0, before }, drawn, at)]);
    }),
);

const readLog = stepsOf(
  fc.record({
    path: fc.constantFrom(...LOGS),
    rows: fc.array(reading, { maxLength: 4 }),
    isRead: fc.boolean(),
    columns: fc.constantFrom({}, { id: 'OOPS' }),
    position: fc.constantFrom(null, { offset: 5, lines: 1, check: 'x' }),
  }),
  ({ path, rows, isRead, columns, position }) =>
    loading(async (loader, at) => {
      const [directory = '', name = ''] = path.split(/\/(?=[^/]*$)/);
      const settings = { ...DEFAULT_DOCUMENT_SETTINGS, columns };
      await loader.beginExport(path, settings);
      await loader.put(
        rows.map((drawn, index) => fileOf({ directory, name, line: index + 1, before: null }, drawn, at)),
      );
      await loader.refuseRows({ directory, name }, rows.length + 1, 'more of them');
      await loader.releaseVanishedRows(path);
      if (!isRead) return;
      const { format, errorLevels } = settings;
      const counts = { goodRows: rows.length, rejectedRows: 1, otherRows: 2 };
      await loader.endExport({
        ...{ path, columns, format, errorLevels, ...counts, position, size: 9, modifiedAt: at - 60_000 },
      });
      await loader.recordFileReading({ path, lastReadAt: at, readUntil: at - 5, hasGrown: true });
    }),
);

const discard: fc.Arbitrary<Discard> = fc.record({
  reporter: fc.constantFrom('A', 'a', 'web-1'),
  reason: fc.constantFrom('queue_overflow', 'ratelimit_backoff'),
  minute: fc.constantFrom(START, START + 60_000),
  count: fc.integer({ min: 1, max: 5 }),
});

const tellDiscards = stepsOf(
  fc.tuple(fc.constantFrom('/spool/1', '/spool/2'), fc.array(discard, { maxLength: 3 })),
  ([source, discards]) => loading((loader) => loader.putDiscards(source, discards)),
);

const readRepository = stepsOf(fc.nat({ max: 9 }), (heldBack) =>
  loading((loader, at) =>
    loader.recordFullReading({ path: '/oopses', kind: 'repository', lastReadAt: at, heldBack }),
  ),
);

const window: fc.Arbitrary<OutageWindow> = fc.record(
  {
    outage: fc.constantFrom('fdt-1', 'fdt-2'),
    phase: fc.constantFrom('downtime', 'partial', 'shutdown'),
    systems: fc.constantFrom(['*'], ['A'], ['A', 'B']),
    start: fc.constantFrom(START, START + 600_000),
    end: fc.constantFrom(null, START + 1_200_000),
    title: fc.constantFrom(null, 'Move', 'Move it'),
    budgetSeconds: fc.constantFrom(null, 0.5, 300),
    source: fc.constantFrom('windows.csv', 'command line'),
    isPlanned: fc.constant(true as const),
  },
  { requiredKeys: ['outage', 'phase', 'systems', 'start', 'end', 'title', 'budgetSeconds', 'source'] },
);

const importWindows = stepsOf(
  fc.array(window, { minLength: 1, maxLength: 3 }),
  (windows) => (store, at) => store.importWindows(windows, { at, by: 'ann' }),
);

const endFirstWindow = stepsOf(fc.boolean(), (isRemoved) => async (store, at) => {
  const [first] = await store.snapshot((data) => data.windows());
  if (!first) return;
  const after = isRemoved ? null : { ...first, end: first.start + 1 };
  await store.replaceWindow(first, after, isRemoved ? 'removed' : 'ended', { at, by: 'bob' });
});

const keepRun = stepsOf(
  fc.record({
    startedAt: fc.constantFrom(START, START + 1),
    outage: fc.constantFrom('fdt-1', null),
    source: fc.constantFrom('a.log', 'b.log'),
  }),
  ({ source, ...given }) =>
    (store) => {
      const run: DeploymentRun = {
        ...{ ending: given.outage === null ? 'refused' : 'complete', windows: [], durationMilliseconds: 0.5 },
        ...{
          isStartReckoned: false,
          steps: [],
          patches: [],
          pending: [],
          kills: [],
          refusals: [],
          failures: [],
        },
        ...{ problemsAfter: [], isAllGood: true, lines: { first: 1, last: 9 }, ...given },
      };
      return store.keepRuns([{ run, source }]);
    },
);

const tieBug = stepsOf(
  fc.tuple(fc.constantFrom('OOPS-1A1', 'OOPS-1A2', 'OOPS-1B1'), fc.constantFrom(42, 43, null)),
  ([id, bug]) =>
    async (store) => {
      if (await store.snapshot((data) => data.findOops(id))) await store.trackSignature(id, bug);
    },
);

const step = fc.oneof(
  { weight: 6, arbitrary: readFile },
  { weight: 3, arbitrary: readLog },
  tellDiscards,
  readRepository,
  importWindows,
  endFirstWindow,
  keepRun,
  tieBug,
);

/** Anything that can be done to a store through its port, in any order: a step a minute. */
export const anyHistory: fc.Arbitrary<readonly Step[]> = fc.array(step, { maxLength: 25 });

/** Does it. */
export async function live(store: Store, history: readonly Step[]): Promise<void> {
  for (const [index, one] of history.entries()) await one(store, START + 10_000_000 + index * 60_000);
}
