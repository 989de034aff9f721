import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createBatch } from '../../../src/ingest/batch.js';
import { loadRows, type RowLoading } from '../../../src/ingest/exports/load-rows.js';
import { Tally } from '../../../src/ingest/tally.js';
import { BUILT_IN_RULES } from '../../../src/oops/classes/rules.js';
import { DEFAULT_DOCUMENT_SETTINGS } from '../../../src/oops/events/document-settings.js';
import { openExport } from '../../../src/sources/exports/export-file.js';
import { openDatabase } from '../../../src/store/sqlite/opening/database.js';
import { findOops } from '../../../src/store/sqlite/single/oopses.js';
import { listDiscards } from '../../../src/store/sqlite/tables/discards.js';
import { listRejects } from '../../../src/store/sqlite/tables/rejects.js';
import { withLoader } from '../../support/loading.js';
import { makeFolder } from '../../support/temporary-folder.js';

const AT = Date.parse('2026-11-27T10:00:00Z');
const error = (second: number, text = 'boom') =>
  `${JSON.stringify({ level: 50, time: AT + second * 1000, msg: text })}\n`;
const information = `${JSON.stringify({ level: 30, time: AT, msg: 'on' })}\n`;

/** Loads the rows of a file of this text. */
async function load(text: string, more: Partial<RowLoading> = {}, name = 'x.log') {
  const { db } = openDatabase(':memory:');
  const tally = new Tally();
  const path = join(makeFolder({ [name]: text }), name);
  const opened = openExport(path, { limit: 10_000 });
  if (opened.kind !== 'open') throw new Error(opened.kind);
  const end = await withLoader(async (loader) => {
    const batch = createBatch(loader, tally);
    const settings = DEFAULT_DOCUMENT_SETTINGS;
    const end = await loadRows(opened, {
      ...{ path, settings, rules: BUILT_IN_RULES, loader, batch, tally },
      ...{ limit: 10_000, onRemark: () => {}, ...more },
    });
    await batch.flush();
    return end;
  }, db);
  const { good, rejected, notErrors } = tally;
  const rejects = listRejects(db).map(({ line, reason }) => [line, reason]);
  const ids = db.prepare('SELECT oops_id FROM stored_oops ORDER BY id').pluck().all() as string[];
  return { db, end, counts: { good, rejected, notErrors }, rejects, ids, path };
}

describe('loadRows', () => {
  it('loads errors with the place of their file, counts what is none, and refuses the rest by its line', async () => {
    const { db, counts, rejects, ids, end, path } = await load(
      `${error(1)}${information}starting\n{"level":50}\n${error(2)}`,
    );
    expect(counts).toEqual({ good: 2, rejected: 1, notErrors: 2 });
    expect(rejects).toEqual([
      [4, 'no time: it has level; needed is @timestamp, time, timestamp, ts or date'],
    ]);
    expect(findOops(db, ids[0] ?? '')).toMatchObject({ paths: [path], stored: { time: AT + 1000 } });
    expect(end).toMatchObject({ isWhole: true, line: 5, position: { lines: 5 } });
  });

  it('refuses a log of nothing but text as a whole, at the first line that is not blank', async () => {
    const { counts, rejects } = await load('\n\nstarting\nlistening\n');
    expect(counts).toEqual({ good: 0, rejected: 1, notErrors: 0 });
    expect(rejects).toEqual([[3, 'holds no line of JSON, only text']]);
  });

  it.each([
    ['with an end behind every line', `${error(1)}${error(2)}`, 2],
    ['with a torn last line', `${error(1)}{"level":50,`, 1],
    ['with a last line without an end, that was taken', error(1) + error(2).trim(), null],
    ['with text in a last line without an end', `${error(1)}listen`, null],
    ['with an object over several lines', `${error(1)}{"level":30,\n"time":1795773600000}\n`, null],
    ['with two objects in a line', error(1).trim() + error(2), null],
    ['with an envelope', `${error(1)}{"sent_at":"2026-11-27"}\n{"type":"session"}\n{}\n`, null],
  ])('can go on behind the last whole line of a log %s: %j', async (_, text, lines) => {
    const { end } = await load(text);
    expect(end?.position?.lines ?? null).toBe(lines);
  });

  it('keeps what clients threw away by the minute in which they said it', async () => {
    const report = { discarded_events: [{ reason: 'r', category: 'error', quantity: 2 }] };
    const envelope = (more: object) =>
      `{"dsn":"https://k@s.example/42"}\n{"type":"client_report"}\n${JSON.stringify({ ...report, ...more })}\n`;
    const { db, counts } = await load(
      envelope({ timestamp: AT / 1000 + 61 }) + envelope({ timestamp: AT / 1000 + 62 }),
    );
    expect(listDiscards(db, { start: 0, end: AT * 2 })).toEqual([
      { reporter: '42', reason: 'r', minute: AT + 60_000, count: 4 },
    ]);
    expect(counts).toEqual({ good: 0, rejected: 0, notErrors: 0 });
  });

  it('does not know to the end what it has read only for some days', async () => {
    const dates = { since: '2026-11-28', until: null };
    const { end, counts } = await load(error(1) + error(24 * 3600), { dates });
    expect(end?.isWhole).toBe(false);
    expect(counts.good).toBe(1);
  });

  it('gives no id twice that was given to the part that was read before', async () => {
    const { ids } = await load(error(1) + error(1));
    const again = await load(error(1), { isKnownId: (id) => id === ids[0] });
    expect(again.ids).toEqual(ids.slice(1));
  });

  it('ends at the first object of what was only text so far, and has taken nothing', async () => {
    const { end, counts } = await load(`more\n${error(1)}`, { isTextSoFar: true });
    expect(end).toBeNull();
    expect(counts).toEqual({ good: 0, rejected: 0, notErrors: 0 });
    expect(await load('more\n', { isTextSoFar: true })).toMatchObject({
      ...{ end: { isWhole: true }, counts: { rejected: 0, notErrors: 0 } },
    });
  });

  it('tells how far it is, and stops when it is to', async () => {
    const controller = new AbortController();
    const told: number[] = [];
    const onProgress = ({ done }: { done: number }) => {
      told.push(done);
      controller.abort(new Error('enough'));
    };
    const text = Array.from({ length: 4001 }, (_, index) => error(index)).join('');
    await expect(load(text, { onProgress, signal: controller.signal })).rejects.toThrow('enough');
    expect(told).toEqual([2000]);
  });
});

it('reads a file of the name of a list as one', async () => {
  const text = `[${error(1).trim()},\n${error(2).trim()}]\n`;
  expect((await load(text, {}, 'x.json')).counts.good).toBe(2);
});
