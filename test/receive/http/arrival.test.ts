import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDocumentReader } from '../../../src/oops/events/read-document.js';
import {
  type Arrival,
  arrivalOfEnvelope,
  arrivalOfEvent,
  arrivalOfLogs,
} from '../../../src/receive/http/arrival.js';
import { splitEnvelope } from '../../../src/receive/http/request/split-envelope.js';
import { readJsonRows } from '../../../src/sources/exports/json/json-rows.js';
import { streamOf } from '../../support/chunks.js';
import { collect } from '../../support/collect.js';
import { hexOf, namedEvent, oopsIdOf } from '../../support/send-events.js';

const ARRIVING = { dsn: 'http://key@127.0.0.1:8080/42', receivedAt: Date.parse('2026-11-27T08:00:00Z') };
const OWN = `"dsn":"${ARRIVING.dsn}","received_at":"2026-11-27T08:00:00.000Z"`;

function ofEnvelope(text: string): Arrival {
  const body = Buffer.from(text);
  return arrivalOfEnvelope(body, splitEnvelope(body), ARRIVING);
}

const spooled = ({ entry }: Arrival) => entry && [Buffer.from(entry.bytes).toString(), entry.isAlone];

/** The ids and reporters of the reports that are read of what shares a segment. */
async function readShared(arrivals: readonly Arrival[]): Promise<string[]> {
  const shared = arrivals.flatMap(({ entry }) => (entry && !entry.isAlone ? [entry.bytes] : []));
  const rows = await collect(readJsonRows(streamOf(shared), { limit: 1e8 }));
  const read = createDocumentReader();
  return rows
    .flatMap((row) => (row.kind === 'row' ? read(row) : []))
    .flatMap((reading) =>
      reading.kind === 'report' ? [`${reading.report.id} ${reading.report.reporter}`] : [],
    );
}

/** An event that must be read whatever is beside it; all are equally long. */
function good(name: number): Arrival {
  const lines = [{ event_id: hexOf(name) }, { type: 'event' }, namedEvent(name, { timestamp: 1795773600 })];
  return ofEnvelope(lines.map((line) => JSON.stringify(line)).join('\n'));
}

const GOOD_LENGTH = good(1).entry?.bytes.length ?? 0;

describe('what is spooled of an envelope', () => {
  it('says whose it is, when it came in, and how long it is, and is one line', () => {
    const header = '{"event_id":"a","sent_at":"b","trace":{"environment":"c","deep":[]},"sdk":{},"new":1}';
    const arrival = ofEnvelope(`${header}\n{"type":"event","length":9,"odd":[]}\n{"a":\r\n1}\n`);
    expect(spooled(arrival)).toEqual([
      `{"event_id":"a","sent_at":"b","dsn":"${ARRIVING.dsn}","trace":{"environment":"c"},"received_at":"2026-11-27T08:00:00.000Z"}
{"type":"event","length":9}
{"a":  1}
`,
      false,
    ]);
  });

  it('is each item by itself, so that a damaged one takes no other with it; what is no error is left out', () => {
    const arrival = ofEnvelope(
      '{}\n{"type":"event"}\n{"a\n{"type":"session"}\n{}\n{"type":"event"}\n{"a":2}\n{"type":"attachment","length":3}\n\n\n\n',
    );
    expect(spooled(arrival)).toEqual([
      `{${OWN}}\n{"type":"event","length":3}\n{"a\n{${OWN}}\n{"type":"event","length":7}\n{"a":2}\n`,
      false,
    ]);
    expect(arrival.notErrors).toBe(2);
  });

  it('is nothing where there is no item, or none that could be an error', () => {
    expect(spooled(ofEnvelope('{"sent_at":"x"}'))).toBeNull();
    expect(spooled(ofEnvelope('{}\n{"type":"sessions"}\n{}'))).toBeNull();
  });

  it.each([
    [
      'is longer than it says',
      `{}\n{"type":"event","length":1}\n{}`,
      `{${OWN}}\n{"type":"event","length":1}\n{}\n`,
    ],
    [
      'is shorter than it says',
      `{}\n{"type":"event","length":9}\n{}`,
      `{${OWN}}\n{"type":"event","length":9}\n{}\n`,
    ],
    [
      'is of no length',
      `{}\n{"type":"event","length":-1}\n{}`,
      `{${OWN}}\n{"type":"event","length":-1}\n{}\n`,
    ],
    ['has no header', '{}\n{}\n{}', `{${OWN}}\n{}\n{}\n`],
  ])('is all of it, alone, where an item %s', (_, sent, kept) => {
    expect(spooled(ofEnvelope(sent))).toEqual([kept, true]);
  });

  it.each(['none', '', '[]\n{"type":"event"}\n{}', '{"message":"an event, sent to the wrong address"}'])(
    'is what was sent, alone, where it is no envelope: %j',
    (sent) => {
      expect(spooled(ofEnvelope(sent))).toEqual([sent, true]);
    },
  );

  it('is of the DSN that the client names', () => {
    const [bytes] = spooled(ofEnvelope('{"dsn":"https://k@errors.example/42"}\n{"type":"event"}\n{}')) ?? [];
    expect(bytes).toContain('{"dsn":"https://k@errors.example/42",');
  });
});

describe('what is spooled of a bare event, and of logs', () => {
  it('is an envelope, and a line', () => {
    expect(spooled(arrivalOfEvent(Buffer.from('{"a":\n1}'), ARRIVING))).toEqual([
      `{${OWN}}\n{"type":"event","length":8}\n{"a": 1}\n`,
      false,
    ]);
    expect(spooled(arrivalOfLogs(Buffer.from('{\n"resourceLogs":[]}')))).toEqual([
      '{ "resourceLogs":[]}\n',
      false,
    ]);
  });

  it.each(['{"resourceLogs":[', '[]', '{"resourceLogs":[],"type":"x","length":9}', '{"other":1}'])(
    'is alone where it is no logs: %s',
    (sent) => {
      expect(spooled(arrivalOfLogs(Buffer.from(sent)))).toEqual([`${sent}\n`, true]);
    },
  );
});

/** Pieces of which envelopes are made, and what breaks them. */
const PIECE = fc.oneof(
  fc.constantFrom(
    '{}',
    '{"event_id":"8a41235250127834012703406f2e03bd"}',
    '{"type":"event"}',
    '{"type":"attachment","length":60}',
    '{"type":"of the future"}',
    '{"type":"client_report","length":2}',
    '{"resourceLogs":[]}',
    '{"resourceLogs":[],"type":"event","length":200}',
    '[',
    '[{',
    ']',
    '{"a":',
    '"',
    '\\',
    '\u0000',
    '',
    '\r',
    ',',
  ),
  // As long as what comes behind it.
  fc
    .constantFrom('{"type":"x",', '{"resourceLogs":[],"type":"x",', '{"type":"event",')
    .chain((head) =>
      fc.integer({ min: 1, max: 3 }).map((count) => `${head}"length":${count * GOOD_LENGTH - 1}}`),
    ),
  fc.json(),
);
const HOSTILE = fc
  .tuple(fc.array(PIECE, { maxLength: 7 }), fc.constantFrom('\n', '\n\n', '\r\n'))
  .map(([pieces, joint]) => pieces.join(joint));

describe('what others send', () => {
  it('hides nothing of what was sent before and behind it', async () => {
    const arrive = {
      envelope: ofEnvelope,
      store: (text: string) => arrivalOfEvent(Buffer.from(text), ARRIVING),
      logs: (text: string) => arrivalOfLogs(Buffer.from(text)),
    };
    const way = fc.constantFrom<keyof typeof arrive>('envelope', 'store', 'logs');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(way, HOSTILE), { maxLength: 6 }), async (sent) => {
        const others = sent.map(([to, text]) => arrive[to](text));
        const arrivals = [good(0), ...others.flatMap((other, index) => [other, good(index + 1)]), good(9)];
        const read = await readShared(arrivals);
        for (const name of [...others.keys(), others.length, 9])
          expect(read.filter((one) => one === `${oopsIdOf(name)} 42`)).toHaveLength(1);
      }),
      { numRuns: 500 },
    );
  });
});
