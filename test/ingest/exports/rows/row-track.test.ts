import { expect, it } from 'vitest';
import { trackRows } from '../../../../src/ingest/exports/rows/row-track.js';
import type { ExportRow } from '../../../../src/sources/exports/export-row.js';

const row = (line: number, text = '{}'): ExportRow => ({
  ...{ kind: 'row', line, document: {}, bytes: Buffer.from(text) },
});
const inEnvelope = (line: number): ExportRow => ({
  ...{ kind: 'row', line, document: {}, bytes: Buffer.from('{}'), envelope: { header: {}, item: {} } },
});
const text = (line: number): ExportRow => ({ kind: 'text', line });
const refused = (line: number): ExportRow => ({ kind: 'refused', line, reason: 'x' });
const cut = (line: number): ExportRow => ({ kind: 'cut', line, reason: 'x' });

function track(...rows: ExportRow[]) {
  const { add, ...seen } = trackRows();
  expect(seen).toMatchObject({ rows: 0, line: 0, texts: 0, isWhole: true, isByLine: true });
  const tracked = trackRows();
  for (const one of rows) tracked.add(one);
  return tracked;
}

it('counts rows and text, and knows where they lie', () => {
  const seen = { rows: 4, line: 9, texts: 2, firstText: 3, isWhole: true, isLastRefused: true };
  expect(track(row(1), text(3), text(4), refused(9))).toMatchObject(seen);
});

it.each<[string, boolean, ExportRow[]]>([
  ['of a line each', true, [row(1), text(2), refused(3), row(7)]],
  ['of which two are in one line', false, [row(1), row(1)]],
  ['over several lines', false, [row(1), row(2, '{\n}')]],
  ['of an envelope', false, [row(1), inEnvelope(3)]],
  ['that are cut off', false, [row(1), cut(2)]],
])('knows whether each row is a line by itself, with rows %s: %s', (_, isByLine, rows) => {
  expect(track(...rows).isByLine).toBe(isByLine);
});

it('knows whether the last was refused, and whether all could be read', () => {
  expect(track(refused(1), row(2))).toMatchObject({ isLastRefused: false, isWhole: true });
  expect(track(row(1), cut(2))).toMatchObject({ isLastRefused: false, isWhole: false });
});
