import { describe, expect, it } from 'vitest';
import { DEFAULT_DOCUMENT_SETTINGS } from '../../../../src/oops/events/document-settings.js';
import type { LoadedFile, Loader } from '../../../../src/store/loader.js';
import { openDatabase } from '../../../../src/store/sqlite/opening/database.js';
import { createSqliteStore } from '../../../../src/store/sqlite/sqlite-store.js';
import { AT, newOops, SETTINGS } from '../../../support/sample-oops.js';

const FOLDER = '/oopses/2011-09-08';
const STAMP = { size: 1, modifiedAt: AT - 60_000 };

/** A file, or a row, that says an OOPS; its content is that of its text. */
function file(name: string, id: string, crc = 1, given: Partial<LoadedFile> = {}): LoadedFile {
  const oops = newOops(id, { value: `value ${crc}` }, { fileName: name, content: { size: 1, crc } });
  return {
    directory: FOLDER,
    name,
    line: 0,
    before: null,
    read: { kind: 'oops', oops, stamp: STAMP },
    ...given,
  };
}

/** A store in memory, loaded with a clock that can be put forward; the files of `gone` are not there. */
function openScene({ gone = [] as string[] } = {}) {
  const { db } = openDatabase(':memory:');
  const store = createSqliteStore(db, SETTINGS);
  const scene = { db, now: AT, load, count };

  function load<T>(work: (loader: Loader) => Promise<T>): Promise<T> {
    const exists = (path: string) => !gone.includes(path);
    return store.load({ startedAt: scene.now, clock: () => scene.now, exists }, work);
  }

  function count(): number {
    return db.prepare('SELECT count(*) FROM stored_oops').pluck().get() as number;
  }

  return scene;
}

/** What the store knows of a file's saying. */
async function earlierOf(loader: Loader, name: string) {
  const found = (await loader.knownFiles(FOLDER)).find(name);
  return found && 'before' in found ? found.before : null;
}

describe('a loader', () => {
  it('says of each file what became of it', async () => {
    const { load } = openScene();
    const outcomes = await load((loader) =>
      loader.put([
        file('1', 'OOPS-1A1'),
        file('2', 'OOPS-1A1'),
        file('3', 'OOPS-1A1', 2),
        { ...file('4', 'OOPS-1A4'), read: { kind: 'refused', reason: 'is damaged', stamp: null } },
      ]),
    );
    expect(outcomes).toEqual([
      { kind: 'loaded' },
      { kind: 'known' },
      { kind: 'refused', reason: `another report has its id OOPS-1A1: ${FOLDER}/1`, isKept: true },
      { kind: 'refused', reason: 'is damaged', isKept: true },
    ]);
  });

  it('knows a file again by its stamp, and one that may have changed since by none', async () => {
    const { load } = openScene();
    const fresh = { kind: 'oops', oops: newOops('OOPS-1A2'), stamp: { size: 1, modifiedAt: AT } } as const;
    await load((loader) => loader.put([file('1', 'OOPS-1A1'), { ...file('2', 'OOPS-1A2'), read: fresh }]));
    await load(async (loader) => {
      const known = await loader.knownFiles(FOLDER);
      expect(known.find('1')).toMatchObject({ kind: 'stamped', ...STAMP });
      expect(known.find(fresh.oops.fileName)).toMatchObject({ kind: 'stamped', size: -2 });
      expect(known.find('3')).toBeUndefined();
      expect([...known.names()].sort()).toEqual(['1', fresh.oops.fileName]);
    });
  });

  it('has the first of the copies decide when one of them changes', async () => {
    const { load, count } = openScene();
    await load((loader) => loader.put([file('1', 'OOPS-1A1'), file('2', 'OOPS-1A1')]));
    await load(async (loader) => {
      const before = await earlierOf(loader, '2');
      expect(await loader.put([file('2', 'OOPS-1A2', 2, { before })])).toEqual([{ kind: 'waiting' }]);
      expect(await loader.takeFreed()).toEqual({ copies: [{ directory: FOLDER, name: '1' }], refused: [] });
      expect(await loader.takeFreed()).toEqual({ copies: [], refused: [] });
    });
    expect(count()).toBe(0);
  });

  it('frees what was refused for the id of a file that says something else now', async () => {
    const { load } = openScene();
    await load((loader) => loader.put([file('1', 'OOPS-1A1'), file('2', 'OOPS-1A1', 2)]));
    await load(async (loader) => {
      const before = await earlierOf(loader, '1');
      expect(await loader.put([file('1', 'OOPS-1A3', 3, { before })])).toEqual([{ kind: 'loaded' }]);
      expect(await loader.takeFreed()).toEqual({ copies: [], refused: [{ directory: FOLDER, name: '2' }] });
    });
  });

  it('puts a report in the place of one whose files are gone', async () => {
    const { load, count } = openScene({ gone: [`${FOLDER}/1`] });
    const outcomes = await load((loader) => loader.put([file('1', 'OOPS-1A1'), file('2', 'OOPS-1A1', 2)]));
    expect(outcomes).toEqual([{ kind: 'loaded' }, { kind: 'loaded' }]);
    expect(count()).toBe(1);
  });

  it('takes back the rows that an export no longer says, but for older ones', async () => {
    const { db, load } = openScene();
    const path = `${FOLDER}/x.ndjson`;
    const row = (serial: number) => {
      const time = AT + serial;
      const oops = newOops(`OOPS-1A${serial}`, { time }, { fileName: 'x.ndjson' });
      return file('x.ndjson', '', 1, { line: serial, read: { kind: 'oops', oops, stamp: STAMP } });
    };
    for (const serials of [
      [1, 2, 3],
      [2, 4],
    ]) {
      await load(async (loader) => {
        await loader.beginExport(path, DEFAULT_DOCUMENT_SETTINGS);
        await loader.put(serials.map(row));
        await loader.releaseVanishedRows(path);
      });
    }
    const ids = db.prepare('SELECT oops_id FROM stored_oops ORDER BY 1').pluck().all();
    expect(ids).toEqual(['OOPS-1A1', 'OOPS-1A2', 'OOPS-1A4']);
  });

  it('keeps the reasons of the first thousand rows of an export', async () => {
    const { load } = openScene();
    const rows = Array.from({ length: 1002 }, (_, index) =>
      file('x.csv', '', 1, {
        line: index + 1,
        read: { kind: 'refused' as const, reason: 'no time', stamp: STAMP },
      }),
    );
    await load(async (loader) => {
      const outcomes = await loader.put(rows);
      expect(outcomes.filter((outcome) => outcome.kind === 'refused' && outcome.isKept)).toHaveLength(1000);
      expect(await loader.refusedRows(`${FOLDER}/x.csv`)).toHaveLength(1000);
    });
  });
});

describe('loading', () => {
  it('keeps what was put when the work fails', async () => {
    const { db, load, count } = openScene();
    const work = load(async (loader) => {
      await loader.put([file('1', 'OOPS-1A1')]);
      throw new Error('enough');
    });
    await expect(work).rejects.toThrow('enough');
    expect([count(), db.inTransaction]).toEqual([1, false]);
  });

  it('undoes the transaction in which storing fails, and lets others write every few seconds', async () => {
    const scene = openScene();
    const { db, load, count } = scene;
    const work = load(async (loader) => {
      await loader.put([file('1', 'OOPS-1A1')]);
      expect(db.inTransaction).toBe(true);
      scene.now += 3000;
      await loader.put([file('2', 'OOPS-1A2')]);
      expect(db.inTransaction).toBe(false);
      await loader.put([file('3', 'OOPS-1A3')]);
      await loader.put([{ ...file('4', 'OOPS-1A4'), before: {} as number }]);
    });
    await expect(work).rejects.toThrow();
    expect([count(), db.inTransaction]).toEqual([2, false]);
  });

  it('keeps discards once, however often their source is read', async () => {
    const { db, load } = openScene();
    const discard = { reporter: 'A', reason: 'queue_overflow', minute: AT, count: 3 };
    for (const source of ['/spool/1', '/spool/1', '/spool/2']) {
      await load((loader) => loader.putDiscards(source, [discard]));
    }
    const found = await createSqliteStore(db, SETTINGS).snapshot((data) =>
      data.discards({ start: AT, end: AT + 1 }),
    );
    expect(found).toEqual([{ ...discard, count: 6 }]);
  });
});
