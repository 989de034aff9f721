import { expect, it } from 'vitest';
import { OOPS_COLUMNS } from '../../../../src/store/sqlite/writing/oops-row.js';
import { createRowMaker } from '../../../../src/store/sqlite/writing/row-maker.js';
import { AT, databaseOf, newOops, SETTINGS } from '../../../support/sample-oops.js';

const OWN = newOops('OOPS-1A1', {
  ...{ type: 'KeyError', value: 'x', reporter: 'A', url: '/', username: null, durationSeconds: 0.5 },
  ...{ userAgent: 'Googlebot/2.1', referrer: 'https://launchpad.net/', informational: true },
});

it('has an id for every text, and what follows by the rules', () => {
  const db = databaseOf([]);
  const row = createRowMaker(db, SETTINGS).rowOf(OWN, AT + 1).row;
  const named = Object.fromEntries(OOPS_COLUMNS.map((column, place) => [column, row[place]]));
  expect(named).toMatchObject({
    ...{ oops_id: 'OOPS-1A1', time: AT, time_source: 'report', arrived_at: AT + 1, duration_ms: 500 },
    ...{ reporter_id: 1, exception_id: 1, signature_id: 1, username_id: null, topic_id: null },
    ...{ is_bot: 1, is_local_referrer: 1, informational: 1, content_size: 1, content_crc: 1 },
  });
  const textOf = db.prepare('SELECT value FROM text WHERE id = ?').pluck();
  expect([named.url_id, named.user_agent_id, named.referrer_id].map((id) => textOf.get(id))).toEqual([
    '/',
    'Googlebot/2.1',
    'https://launchpad.net/',
  ]);
  expect(db.prepare('SELECT base FROM class WHERE id = ?').pluck().get(named.class_id)).toBe(
    'informational-only-errors',
  );
});

it('makes equal rows of equal reports, and stores anew what it had to forget', () => {
  const db = databaseOf([]);
  const rows = createRowMaker(db, SETTINGS);
  const first = rows.rowOf(OWN, AT);
  expect(rows.rowOf(OWN, AT)).toEqual(first);
  const tables = ['exception', 'stored_signature', 'text', 'reporter', 'class'];
  for (const table of tables) db.exec(`DELETE FROM ${table}`);
  expect(rows.rowOf(OWN, AT)).toEqual(first);
  rows.forget();
  rows.rowOf(OWN, AT);
  const count = (table: string) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
  expect(tables.map(count)).not.toContain(0);
});
