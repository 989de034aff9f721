import {
  appendFileSync,
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IngestSummary } from '../../src/ingest/tally.js';
import { placeOf } from '../../src/store/records.js';
import type { Db } from '../../src/store/sqlite/db.js';
import { openDatabase } from '../../src/store/sqlite/opening/database.js';
import { listRejects } from '../../src/store/sqlite/tables/rejects.js';
import { loadPaths, NOW } from '../support/load-paths.js';
import { anyLogLine, anyTextLine } from '../support/log-lines.js';
import { addFiles, makeFolder } from '../support/temporary-folder.js';

const LOG = 'app.log';

/** What happens to a log between two readings of it. */
type Stage =
  | { readonly kind: 'append'; readonly lines: readonly string[]; readonly torn: number }
  | { readonly kind: 'rename' | 'copytruncate' | 'pack' | 'copy' | 'split' | 'drop' };

const anyStage: fc.Arbitrary<Stage> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('append' as const),
      lines: fc.oneof(
        { weight: 4, arbitrary: fc.array(anyLogLine, { maxLength: 6 }) },
        { weight: 1, arbitrary: fc.array(anyTextLine, { minLength: 1, maxLength: 2 }) },
      ),
      /** How many bytes of the last line are not yet written. */
      torn: fc.oneof(fc.constant(0), fc.nat({ max: 30 })),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom(...(['rename', 'copytruncate', 'pack', 'copy', 'split', 'drop'] as const)),
    }),
  },
);

/** A folder of logs that goes through stages, and the database that reads it after each of them. */
function openScene() {
  const folder = makeFolder({ [LOG]: '' });
  const { db } = openDatabase(':memory:');
  /** Each content that a reading met, as a file of its own. */
  const met = new Set<string>();
  const stamped = new Map<string, Buffer>();
  let pending = '';
  let serial = 0;
  let now = NOW;
  const at = (name: string) => join(folder, name);

  function rotate(how: (log: string, rotated: string) => void): void {
    for (let number = 9; number > 0; number--) {
      for (const packing of ['', '.gz']) {
        const from = at(`${LOG}.${number}${packing}`);
        if (existsSync(from)) renameSync(from, at(`${LOG}.${number + 1}${packing}`));
      }
    }
    how(at(LOG), at(`${LOG}.1`));
  }

  /** Cuts the newest log that was rotated away in two. */
  function split(): void {
    const whole = at(`${LOG}.1`);
    if (!existsSync(whole)) return;
    const lines = readFileSync(whole, 'utf8').split(/(?<=\n)/);
    const half = lines.length >> 1;
    writeFileSync(whole, lines.slice(half).join(''));
    writeFileSync(at(`part-${++serial}.log`), lines.slice(0, half).join(''));
  }

  const act = {
    append({ lines, torn }: Extract<Stage, { kind: 'append' }>) {
      const text = pending + lines.map((line) => `${line}\n`).join('');
      const cut = Math.max(0, text.length - torn);
      appendFileSync(at(LOG), text.slice(0, cut));
      pending = text.slice(cut);
    },
    rename: () =>
      rotate((log, rotated) => {
        renameSync(log, rotated);
        writeFileSync(log, '');
      }),
    copytruncate: () =>
      rotate((log, rotated) => {
        copyFileSync(log, rotated);
        truncateSync(log);
      }),
    pack() {
      const log = at(`${LOG}.1`);
      if (!existsSync(log) || existsSync(`${log}.gz`)) return;
      writeFileSync(`${log}.gz`, gzipSync(readFileSync(log)));
      rmSync(log);
    },
    /** The oldest log is deleted. */
    drop() {
      const [oldest] = readdirSync(folder)
        .filter((name) => name.startsWith(`${LOG}.`))
        .sort()
        .reverse();
      if (oldest !== undefined) rmSync(at(oldest));
    },
    copy: () => copyFileSync(at(LOG), at(`copy-${++serial}.log`)),
    split,
  };

  /** What a line was torn in stays torn where its log was rotated away in between: it is refused in both halves. */
  function apply(stage: Stage): void {
    if (stage.kind === 'append') act.append(stage);
    else act[stage.kind]();
  }

  /** What is new was written half a minute ago, so that it counts as settled. */
  function settle(): void {
    for (const name of readdirSync(folder)) {
      const bytes = readFileSync(at(name));
      if (stamped.get(name)?.equals(bytes)) continue;
      stamped.set(name, bytes);
      utimesSync(at(name), now / 1000 - 30, now / 1000 - 30);
      met.add((name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString());
    }
  }

  async function load() {
    now += 60_000;
    settle();
    const summary = await loadPaths(folder, {}, db, now);
    const { found, loaded, known, rejected, skipped } = summary;
    expect(loaded + known + rejected + skipped).toBe(found);
    return countsOf(summary);
  }

  return { folder, db, met, apply, load };
}

/** What a reading counted; whether a row was known is another matter. */
function countsOf({ loaded, known, rejected, notErrors }: IngestSummary) {
  return { good: loaded + known, rejected, notErrors };
}

/** What the database says of OOPSes, without the numbers and times of its making. */
function oopsesOf(db: Db): unknown {
  return db
    .prepare(
      `SELECT id, time, time_source, reporter, type, value, causes, class, traceback, hostname, is_event
       FROM oops ORDER BY id`,
    )
    .all();
}

/** The refusals of files that are there: those of files that are gone are kept too. */
function rejectsOf(db: Db): unknown {
  return listRejects(db)
    .filter((reject) => existsSync(join(reject.directory, reject.name)))
    .map((reject) => [placeOf(reject), reject.reason]);
}

describe('a log that is read again and again while it is written, rotated, packed, copied, split and deleted', () => {
  it('gives what all that was met would give at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStage, { minLength: 1, maxLength: 8 }), async (stages) => {
        const scene = openScene();
        for (const stage of stages) {
          scene.apply(stage);
          await scene.load();
        }
        // What it says in the end, by a database that never saw it before.
        const fresh = await loadPaths(scene.folder);
        expect(await scene.load()).toEqual(countsOf(fresh));
        expect(rejectsOf(scene.db)).toEqual(rejectsOf(fresh.db));
        const all = makeFolder();
        addFiles(all, Object.fromEntries([...scene.met].map((text, index) => [`${index}.log`, text])));
        const atOnce = await loadPaths(all);
        expect(oopsesOf(scene.db)).toEqual(oopsesOf(atOnce.db));
        for (const folder of [scene.folder, all]) rmSync(folder, { recursive: true });
      }),
      { numRuns: 150 },
    );
  });
});
