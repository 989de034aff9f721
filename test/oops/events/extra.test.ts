import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_DOCUMENT_SETTINGS } from '../../../src/oops/events/document-settings.js';
import { createDocumentReader } from '../../../src/oops/events/read-document.js';
import type { DocumentObject, DocumentValue } from '../../../src/oops/formats/document-value.js';

const EVENTS: Readonly<Record<string, DocumentObject>> = {
  pino: {
    ...{ level: 50, time: 1315471985000, pid: 1, hostname: 'web-3', msg: 'boom' },
    err: { type: 'DbError', message: 'closed', stack: 'DbError: closed\n    at query (/srv/a.js:7:5)' },
  },
  ecs: {
    '@timestamp': '2011-09-08T08:53:05Z',
    'log.level': 'error',
    'ecs.version': '8.10.0',
    message: 'boom',
  },
  structlog: { event: 'boom', level: 'error', timestamp: '2011-09-08T08:53:05Z' },
  Sentry: {
    ...{ event_id: '5'.repeat(32), timestamp: 1315471985, platform: 'python', level: 'error' },
    ...{ contexts: { runtime: { name: 'CPython' } }, message: 'boom' },
  },
};

/** A value with so many lists and dictionaries around it. */
function nested(levels: number): DocumentValue {
  let value: DocumentValue = 'x';
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? { value } : [value];
  return value;
}

function readings(document: DocumentObject, leavesExtra: boolean) {
  const read = createDocumentReader({ ...DEFAULT_DOCUMENT_SETTINGS, leavesExtra });
  return read({ document });
}

describe.each(Object.entries(EVENTS))('an event of %s that is read without what is extra', (_, event) => {
  it('says the same but for that', () => {
    const document = { ...event, order: 7, tags: { a: 'b' } };
    const [whole] = readings(document, false);
    const [brief] = readings(document, true);
    expect(whole).toMatchObject({ kind: 'report', report: { extra: { order: 7 } } });
    expect(brief).toEqual(
      whole?.kind === 'report' ? { ...whole, report: { ...whole.report, extra: {} } } : null,
    );
  });

  it('is refused where it is with that, because it is nested too deep', () => {
    const key = fc.constantFrom(
      'order',
      'message',
      'msg',
      'err',
      'error',
      'exc_info',
      'contexts',
      'user',
      'extra',
    );
    const seen = new Set<string | undefined>();
    fc.assert(
      fc.property(key, fc.integer({ min: 40, max: 130 }), (name, levels) => {
        const document = { ...event, [name]: nested(levels) };
        const [whole] = readings(document, false);
        const [brief] = readings(document, true);
        seen.add(whole?.kind);
        expect(brief?.kind).toBe(whole?.kind);
        if (whole?.kind === 'refused') expect(brief).toEqual(whole);
      }),
      {
        numRuns: 200,
        examples: [
          ['order', 130],
          ['order', 40],
        ],
      },
    );
    expect(seen).toContain('refused');
    expect(seen).toContain('report');
  });
});
