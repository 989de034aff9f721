import { describe, expect, it } from 'vitest';
import type { Envelope } from '../../../src/oops/events/event-format.js';
import { EVENT_FORMATS, eventFormatOf } from '../../../src/oops/events/events.js';
import { ROW_FORMATS } from '../../../src/oops/events/row-formats.js';
import type { DocumentObject } from '../../../src/oops/formats/document-value.js';

const HEX = '8a41235250127834012703406f2e03bd';
const TIME = '2026-11-27T10:00:00Z';

const envelopeOf = (type: string): Envelope => ({ header: { event_id: HEX }, item: { type } });

describe('eventFormatOf', () => {
  it.each<[string | undefined, DocumentObject]>([
    ['sentry', { event_id: HEX, timestamp: TIME, exception: { values: [] } }],
    ['sentry', { platform: 'node', timestamp: TIME, logentry: { message: 'x' } }],
    ['ecs', { '@timestamp': TIME, 'log.level': 'error', message: 'x' }],
    ['pino', { level: 50, time: 1795773600000, msg: 'x' }],
    ['structlog', { event: 'x', timestamp: TIME, level: 'error' }],
    ['journald', { __REALTIME_TIMESTAMP: '1795773600000000', MESSAGE: 'x' }],
    ['json', { ts: TIME, message: 'x' }],
    ['json', { id: 'request 7', level: 'error', ts: TIME }],
    ['json', { id: 7, time: TIME }],
    ['json', { anything: 'else' }],
    ['json', {}],
    [undefined, { id: 'OOPS-1A1', time: TIME }],
    [undefined, { id: 'OOPS-1A1', time: TIME, level: 'error', reporter: 'A' }],
    [undefined, { id: 'OOPS-1A1' }],
    [undefined, { type: 'KeyError', value: 'x', time: TIME }],
    [undefined, { req_vars: {}, time: TIME }],
    ['json', { type: 'KeyError', level: 'error', ts: TIME }],
  ])('reads as %s what looks like it: %j', (name, document) => {
    expect(eventFormatOf(document)?.name).toBe(name);
  });

  it.each(['event', 'client_report', 'session', 'attachment', 'of tomorrow'])(
    'takes what comes in an envelope for Sentry’s, also where it says nothing: %s',
    (type) => {
      for (const document of [{}, { id: 'OOPS-1A1', time: TIME }, { level: 50, time: 1795773600000 }]) {
        expect(eventFormatOf(document, envelopeOf(type))?.name).toBe('sentry');
      }
    },
  );
});

it('has a name for each format, and one for exports of this program', () => {
  expect(ROW_FORMATS).toEqual(['oops', ...EVENT_FORMATS.map(({ name }) => name)]);
});
