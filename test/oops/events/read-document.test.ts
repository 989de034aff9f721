import { describe, expect, it } from 'vitest';
import { createDocumentReader, type ReadableDocument } from '../../../src/oops/events/read-document.js';

const HEADER = { dsn: 'https://key@errors.shop.example/42' };
const TIME = 1_795_000_000;

describe('createDocumentReader', () => {
  it.each<[string, ReadableDocument['document'], string]>([
    ['event', { event_id: 'f'.repeat(32), timestamp: TIME, logentry: { message: 'no money' } }, 'report'],
    ['event', { timestamp: TIME, exception: [{ type: 'KeyError' }] }, 'report'],
    [
      'client_report',
      { timestamp: TIME, discarded_events: [{ reason: 'queue_overflow', category: 'error', quantity: 7 }] },
      'discards',
    ],
    ['client_report', { timestamp: TIME, discarded_events: [] }, 'no-error'],
    ['session', { sid: 'a1', started: '2026-11-18T09:00:00Z', status: 'ok' }, 'no-error'],
    ['sessions', { aggregates: [{ started: '2026-11-18T09:00:00Z', exited: 7 }], attrs: {} }, 'no-error'],
    ['log', { items: [{ timestamp: TIME, level: 'error', body: 'no money' }] }, 'no-error'],
    ['attachment', {}, 'no-error'],
    ['of_tomorrow', { level: 'error', time: TIME, msg: 'no money' }, 'no-error'],
  ])('reads an item `%s` of an envelope as Sentry means it: %j', (type, document, kind) => {
    const read = createDocumentReader();
    expect(read({ document, envelope: { header: HEADER, item: { type } } })).toMatchObject([{ kind }]);
  });

  it('counts what a client report of a file says against the project of the envelope', () => {
    const document = {
      timestamp: TIME,
      discarded_events: [{ reason: 'ratelimit_backoff', category: 'error', quantity: 31 }],
    };
    const [reading] = createDocumentReader()({
      document,
      envelope: { header: HEADER, item: { type: 'client_report' } },
    });
    expect(reading).toMatchObject({
      kind: 'discards',
      id: expect.stringMatching(/^OOPS-/),
      discards: [{ reporter: '42', reason: 'ratelimit_backoff', time: TIME * 1000, count: 31 }],
    });
  });

  it('recognises by itself what came in no envelope', () => {
    const read = createDocumentReader();
    expect(read({ document: { level: 50, time: TIME, msg: 'no money' } })).toMatchObject([
      { kind: 'report', report: { value: 'no money' } },
    ]);
    expect(read({ document: { id: 'OOPS-1A1', time: TIME } })).toMatchObject([{ kind: 'oops' }]);
  });
});
