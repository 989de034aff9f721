import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createRowReader, type RowReaderSettings } from '../../../../src/ingest/exports/rows/read-row.js';
import { DEFAULT_DOCUMENT_SETTINGS } from '../../../../src/oops/events/document-settings.js';
import type { DocumentObject } from '../../../../src/oops/formats/document-value.js';
import { BUILT_IN_REDACTION } from '../../../../src/oops/secrets/redaction-rules.js';
import { createRedactor } from '../../../../src/oops/secrets/redactor.js';
import { ALL_DATES } from '../../../../src/sources/find-reports.js';

const TIME = '2026-11-27T10:00:00.000Z';
const AT = Date.parse(TIME);

function readRow(document: DocumentObject, settings: Partial<RowReaderSettings> = {}) {
  const read = createRowReader({
    ...DEFAULT_DOCUMENT_SETTINGS,
    ...{
      dates: ALL_DATES,
      keepsStatement: () => true,
      redactor: createRedactor(BUILT_IN_REDACTION),
      ...settings,
    },
  });
  return read({ kind: 'row', line: 1, document, bytes: Buffer.from(JSON.stringify(document)) });
}

describe('a row with an OOPS', () => {
  it('is known by its bytes, and has its own time', () => {
    const document = { id: 'OOPS-1A1', time: TIME, type: 'E' };
    const bytes = Buffer.from(JSON.stringify(document));
    expect(readRow(document)).toMatchObject([
      {
        kind: 'oops',
        oops: {
          ...{
            time: AT,
            timeSource: 'report',
            oops: { id: 'OOPS-1A1', type: 'E', isEvent: false, time: AT },
          },
          content: { size: bytes.length, crc: crc32(bytes) },
        },
      },
    ]);
  });

  it.each(['file-name', 'directory'])('whose time came from the %s has none of its own', (timeSource) => {
    expect(readRow({ id: 'OOPS-1A1', time: TIME, timeSource })).toMatchObject([
      { oops: { time: AT, timeSource, oops: { time: null } } },
    ]);
  });

  it.each([
    [{ id: 'OOPS-1A1' }, 'no time'],
    [{ id: 'OOPS-1A1', time: null }, 'no time'],
    [{ id: 'OOPS-1A1', time: 'soon' }, 'its time "soon" is neither ISO 8601 nor seconds since 1970'],
    [{ id: ' ', time: TIME }, 'no id'],
  ])('%j is refused: %s', (document, reason) => {
    expect(readRow(document)).toEqual([{ kind: 'refused', reason }]);
  });
});

describe('a row with an event', () => {
  const error = { level: 'error', ts: TIME, msg: 'boom' };

  it('is known by what it says, however it is spaced', () => {
    const said = JSON.stringify(error);
    expect(readRow(error)).toMatchObject([
      {
        kind: 'oops',
        oops: {
          ...{ time: AT, timeSource: 'report', oops: { isEvent: true, value: 'boom' } },
          content: { size: said.length, crc: crc32(said) },
        },
      },
    ]);
  });

  it('is refused, or no error, or what a client threw away', () => {
    expect(readRow({ level: 'error', msg: 'boom' })).toMatchObject([{ kind: 'refused' }]);
    expect(readRow({ level: 'info', ts: TIME, msg: 'on' })).toEqual([{ kind: 'other' }]);
    const document = { timestamp: TIME, discarded_events: [{ reason: 'r', category: 'error', quantity: 2 }] };
    const read = createRowReader({
      ...DEFAULT_DOCUMENT_SETTINGS,
      ...{ dates: ALL_DATES, keepsStatement: () => true, redactor: createRedactor(BUILT_IN_REDACTION) },
    });
    const envelope = { header: {}, item: { type: 'client_report' } };
    expect(read({ kind: 'row', line: 1, document, bytes: Buffer.alloc(0), envelope })).toMatchObject([
      { kind: 'discards', discards: [{ reporter: null, reason: 'r', time: AT, count: 2 }] },
    ]);
  });
});

it('takes over why a row was refused', () => {
  const read = createRowReader({
    ...DEFAULT_DOCUMENT_SETTINGS,
    ...{ dates: ALL_DATES, keepsStatement: () => true, redactor: createRedactor(BUILT_IN_REDACTION) },
  });
  expect(read({ kind: 'refused', line: 3, reason: 'is no JSON' })).toMatchObject([
    { kind: 'refused', reason: 'is no JSON' },
  ]);
});

it.each([
  ['2026-11-27', 1],
  ['2026-11-28', 0],
])('has rows of %s only, where that is asked for, and says what is none whatever the day', (day, count) => {
  const dates = { since: day, until: day };
  expect(readRow({ level: 'error', ts: TIME, msg: 'boom' }, { dates })).toHaveLength(count);
  expect(readRow({ id: 'OOPS-1A1', time: TIME }, { dates })).toHaveLength(count);
  expect(readRow({ level: 'info', ts: TIME }, { dates })).toHaveLength(1);
});
