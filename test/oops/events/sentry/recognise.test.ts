import { describe, expect, it } from 'vitest';
import { SENTRY } from '../../../../src/oops/events/sentry/sentry.js';
import type { DocumentObject } from '../../../../src/oops/formats/document-value.js';
import { EVENT_ID } from '../../../support/read-sentry.js';

const EXCEPTION = { values: [{ type: 'KeyError' }] };

describe("Sentry's format", () => {
  it.each<[string, DocumentObject]>([
    ['an event', { event_id: EVENT_ID, timestamp: 1, platform: 'python', exception: EXCEPTION }],
    ['a message', { event_id: EVENT_ID, timestamp: 1, platform: 'go', message: 'no money' }],
    ['an event of which only the id is sure', { event_id: EVENT_ID, contexts: {} }],
    ['an event without an id', { timestamp: 1, platform: 'php', exception: EXCEPTION }],
    ['an event of old clients', { event_id: EVENT_ID, 'sentry.interfaces.Message': { message: 'x' } }],
    ['an event of old clients without an id', { 'sentry.interfaces.Exception': EXCEPTION }],
    ['an event that Sentry gave an id', { event_id: EVENT_ID, id: EVENT_ID, platform: 'python' }],
    ['an exported event', { id: '7', eventID: EVENT_ID, dateCreated: '2026-11-27T08:00:00Z', entries: [] }],
    ['an exported event of a list', { id: '7', eventID: EVENT_ID, groupID: '1', 'event.type': 'error' }],
  ])('recognises %s', (_, document) => {
    expect(SENTRY.recognises(document)).toBe(true);
  });

  it.each<[string, DocumentObject]>([
    ['nothing', {}],
    [
      'a line of pino',
      { level: 50, time: 1, pid: 7, hostname: 'a', err: { type: 'Error', stack: 'x' }, msg: 'x' },
    ],
    [
      'a line of ECS',
      { '@timestamp': '2026-11-27T08:00:00Z', 'log.level': 'error', error: { type: 'E' }, message: 'x' },
    ],
    [
      'a line of structlog',
      { timestamp: '2026-11-27T08:00:00Z', level: 'error', event: 'x', exception: 'Traceback' },
    ],
    [
      'a line of structlog with dictionaries',
      { timestamp: 'x', level: 'error', exception: [{ exc_type: 'E' }] },
    ],
    ['logs of OTLP', { resourceLogs: [{ resource: {}, scopeLogs: [] }] }],
    [
      'a row of an export',
      { id: `OOPS-${EVENT_ID}`, time: 'x', type: 'KeyError', isEvent: true, extra: { platform: 'x' } },
    ],
    [
      'a report dictionary',
      { id: 'OOPS-1A1', reporter: 'A', req_vars: {}, tb_text: 'x', event_id: EVENT_ID, platform: 'x' },
    ],
    ['a line of a log with an id', { event_id: EVENT_ID, timestamp: 1, level: 'error', message: 'x' }],
    ['an id that is none', { event_id: 'first', platform: 'python' }],
    ['an exported id alone', { eventID: EVENT_ID }],
    ['a line that names a platform', { timestamp: 1, platform: 'linux', message: 'x' }],
    ['a session', { sid: EVENT_ID, init: true, started: '2026-11-27T08:00:00Z', attrs: {} }],
  ])('does not recognise %s', (_, document) => {
    expect(SENTRY.recognises(document)).toBe(false);
  });
});
