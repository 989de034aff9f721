import { describe, expect, it } from 'vitest';
import {
  DEFAULT_DOCUMENT_SETTINGS,
  type DocumentSettings,
} from '../../../src/oops/events/document-settings.js';
import {
  createDocumentReader,
  type DocumentReading,
  type ReadableDocument,
} from '../../../src/oops/events/read-document.js';
import type { DocumentObject, DocumentValue } from '../../../src/oops/formats/document-value.js';

const TIME = '2026-11-27T10:00:00Z';
const HEX = '8a41235250127834012703406f2e03bd';

function readAll(documents: readonly DocumentObject[], settings: Partial<DocumentSettings> = {}) {
  const read = createDocumentReader({ ...DEFAULT_DOCUMENT_SETTINGS, ...settings });
  return documents.flatMap((document) => read({ document }));
}

const idOf = (reading: DocumentReading | undefined) =>
  reading?.kind === 'report' ? reading.report.id : undefined;

/** What a reading came to, in short. */
function outline(reading: DocumentReading): unknown {
  if (reading.kind === 'report') return [reading.report.type, reading.report.value];
  return reading.kind === 'refused' ? reading.reason : reading.kind;
}

const ERROR = { level: 'error', ts: TIME, error: { type: 'DbError', message: 'gone' } };

describe('createDocumentReader', () => {
  it('reads what is nested without end where nobody looks, or refuses it: it ends nothing', () => {
    const vars = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`) as DocumentValue;
    const values = [{ type: 'KeyError', stacktrace: { frames: [{ vars }] } }];
    const [reading] = readAll([{ event_id: HEX, timestamp: TIME, exception: { values } }]);
    // From its version 26 on, Node can write it.
    if (reading?.kind !== 'report')
      expect(reading).toEqual({ kind: 'refused', reason: 'is nested more than 100 deep' });
  });

  it('reads OOPSes and events of any kind, mixed', () => {
    const readings = readAll([
      { id: 'OOPS-1A1', time: TIME },
      ERROR,
      { event_id: HEX, timestamp: TIME, exception: { values: [{ type: 'KeyError', value: 'x' }] } },
      { level: 30, time: 1795773600000, msg: 'listening' },
      { level: 'error', msg: 'when?' },
    ]);
    expect(readings.map(outline)).toEqual([
      'oops',
      ['DbError', 'gone'],
      ['KeyError', 'x'],
      'no-error',
      'no time: it has level and msg; needed is @timestamp, time, timestamp, ts or date',
    ]);
  });

  it('keeps an id that an event has, and gives one where it has none: the second of two gets its own', () => {
    const sentry = { event_id: HEX.toUpperCase(), timestamp: TIME, platform: 'c', logentry: 'x' };
    const [first, second, own] = readAll([ERROR, ERROR, sentry]);
    expect(idOf(first)).toMatch(/^OOPS-[0-9a-f]{32}$/);
    expect(idOf(second)).toMatch(/^OOPS-[0-9a-f]{32}$/);
    expect(idOf(second)).not.toBe(idOf(first));
    expect(idOf(own)).toBe(`OOPS-${HEX}`);
  });

  it('gives an id by all that a line says, also by what is read of none of it', () => {
    const [first, other] = readAll([ERROR, { ...ERROR, thread: 7 }]);
    expect(idOf(other)).not.toBe(idOf(first));
    expect(first).toMatchObject({ content: JSON.stringify(ERROR) });
  });

  it('gives ids that were not given to the part that was read before', () => {
    const [first, second] = readAll([ERROR, ERROR]);
    const read = createDocumentReader(DEFAULT_DOCUMENT_SETTINGS, (id) => id === idOf(first));
    expect(idOf(read({ document: ERROR })[0])).toBe(idOf(second));
  });

  it('reads all as the format that it is told, without a look', () => {
    const journal = { __REALTIME_TIMESTAMP: '1795773600000000', PRIORITY: '3', MESSAGE: 'disk full' };
    expect(readAll([journal], { format: 'journald' }).map(outline)).toEqual([['LogMessage', 'disk full']]);
    expect(readAll([journal], { format: 'oops' }).map(outline)).toEqual(['oops']);
    expect(readAll([{ id: 'OOPS-1A1', reporter: 'A', ts: TIME }], { format: 'json' }).map(outline)).toEqual([
      'no-error',
    ]);
  });

  it.each<[string, DocumentObject, DocumentObject]>([
    ['with an own name for the time', { when: TIME, level: 'error', msg: 'm' }, { time: 'when' }],
    [
      'with own names for all',
      { a: { b: TIME }, c: 'E', d: 'fatal', msg: 'm' },
      { time: 'a.b', type: 'c', level: 'd' },
    ],
  ])('finds by declared paths what it would not know: %s', (_, document, columns) => {
    expect(readAll([document])[0]?.kind).not.toBe('report');
    expect(readAll([document], { columns: columns as Record<string, string> })).toMatchObject([
      { kind: 'report', report: { time: Date.parse(TIME), value: 'm' } },
    ]);
  });
});

describe('what a client threw away', () => {
  const report = {
    timestamp: TIME,
    discarded_events: [{ reason: 'queue_overflow', category: 'error', quantity: 7 }],
  };
  const inEnvelope = (dsn: string): ReadableDocument => ({
    document: report,
    envelope: { header: { dsn }, item: { type: 'client_report' } },
  });
  const discardIds = (projects: Record<string, string>, ...readables: ReadableDocument[]) => {
    const read = createDocumentReader({ ...DEFAULT_DOCUMENT_SETTINGS, projects });
    return readables.flatMap(read).map((reading) => (reading.kind === 'discards' ? reading.id : reading));
  };

  it('has the same id each time it is read, also when its project has got a name in between', () => {
    const [id] = discardIds({}, inEnvelope('https://k@sentry.example/42'));
    expect(id).toMatch(/^OOPS-/);
    expect(discardIds({ 42: 'shop' }, inEnvelope('https://k@sentry.example/42'))).toEqual([id]);
  });

  it('has another id where another project says the same, and where it is said twice', () => {
    const ids = discardIds(
      {},
      ...[42, 43, 42].map((project) => inEnvelope(`https://k@sentry.example/${project}`)),
    );
    expect(new Set(ids).size).toBe(3);
  });
});

const HEADER = { dsn: 'https://key@errors.shop.example/42' };
const SECONDS = 1_795_000_000;

describe('what came in an envelope', () => {
  it.each<[string, ReadableDocument['document'], string]>([
    ['event', { event_id: 'f'.repeat(32), timestamp: SECONDS, logentry: { message: 'no money' } }, 'report'],
    ['event', { timestamp: SECONDS, exception: [{ type: 'KeyError' }] }, 'report'],
    [
      'client_report',
      {
        timestamp: SECONDS,
        discarded_events: [{ reason: 'queue_overflow', category: 'error', quantity: 7 }],
      },
      'discards',
    ],
    ['client_report', { timestamp: SECONDS, discarded_events: [] }, 'no-error'],
    ['session', { sid: 'a1', started: '2026-11-18T09:00:00Z', status: 'ok' }, 'no-error'],
    ['sessions', { aggregates: [{ started: '2026-11-18T09:00:00Z', exited: 7 }], attrs: {} }, 'no-error'],
    ['log', { items: [{ timestamp: SECONDS, level: 'error', body: 'no money' }] }, 'no-error'],
    ['attachment', {}, 'no-error'],
    ['of_tomorrow', { level: 'error', time: SECONDS, msg: 'no money' }, 'no-error'],
  ])('reads an item `%s` of an envelope as Sentry means it: %j', (type, document, kind) => {
    const read = createDocumentReader();
    expect(read({ document, envelope: { header: HEADER, item: { type } } })).toMatchObject([{ kind }]);
  });

  it('counts what a client report of a file says against the project of the envelope', () => {
    const document = {
      timestamp: SECONDS,
      discarded_events: [{ reason: 'ratelimit_backoff', category: 'error', quantity: 31 }],
    };
    const [reading] = createDocumentReader()({
      document,
      envelope: { header: HEADER, item: { type: 'client_report' } },
    });
    expect(reading).toMatchObject({
      kind: 'discards',
      id: expect.stringMatching(/^OOPS-/),
      discards: [{ reporter: '42', reason: 'ratelimit_backoff', time: SECONDS * 1000, count: 31 }],
    });
  });
});
