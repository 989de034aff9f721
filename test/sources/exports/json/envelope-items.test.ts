import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DocumentObject } from '../../../../src/oops/formats/document-value.js';
import type { ExportRow } from '../../../../src/sources/exports/export-row.js';
import { readJsonRows } from '../../../../src/sources/exports/json/json-rows.js';
import { streamOf } from '../../../support/chunks.js';
import { collect } from '../../../support/collect.js';
import { cutAnywhere } from '../../../support/cut-anywhere.js';

const read = (parts: readonly (string | Uint8Array)[], limit = 1000) =>
  collect(readJsonRows(streamOf(parts), { limit }));

/** Of each row its line, then the type of its item and its document; or its document alone, or why it is refused. */
function summarise(rows: readonly ExportRow[]) {
  return rows.map((row): readonly unknown[] => {
    if (row.kind !== 'row') return [row.line, row.kind === 'text' ? 'text' : row.reason];
    return [row.line, ...(row.envelope ? [row.envelope.item.type] : []), row.document];
  });
}

const HEADER = '{"event_id":"9ec79c33ec9942ab8353589fcb2e04dc","dsn":"https://e@sentry.example/42"}';
const malformed = (length: number) =>
  `is a malformed item of an envelope: no line ends after the ${length} bytes that it says it has`;

describe('readJsonRows, of envelopes', () => {
  it('gives an item with both headers, its payload, and the line of its header', async () => {
    expect(await read([`\n${HEADER}\n{"type":"event","length":7}\n{"a":1}\n`])).toEqual([
      {
        kind: 'row',
        line: 3,
        document: { a: 1 },
        bytes: Buffer.from('{"a":1}'),
        envelope: { header: JSON.parse(HEADER), item: { type: 'event', length: 7 } },
      },
    ]);
  });

  it.each<[string, string, (readonly unknown[])[]]>([
    ['an item without a length', `${HEADER}\n{"type":"event"}\n{"a":1}`, [[2, 'event', { a: 1 }]]],
    ['a header that says nothing', '{}\n{"type":"session"}\n{"a":1}\n', [[2, 'session', { a: 1 }]]],
    [
      'lines of Windows without lengths',
      `${HEADER}\r\n{"type":"event"}\r\n{"a":1}\r\n`,
      [[2, 'event', { a: 1 }]],
    ],
    [
      'a payload over several lines',
      `${HEADER}\n{"type":"event","length":9}\n{"a":\n1}\n\n{"b":2}`,
      [
        [2, 'event', { a: 1 }],
        [6, { b: 2 }],
      ],
    ],
    [
      'an attachment, which it does not look into',
      `${HEADER}\n{"type":"attachment","length":9,"filename":"x"}\n{"id":1}\n\n\n{"type":"event"}\n{"a":1}`,
      [
        [2, 'attachment', {}],
        [6, 'event', { a: 1 }],
      ],
    ],
    [
      'an attachment of nothing',
      `${HEADER}\n{"type":"attachment","length":0}\n\n{"type":"event"}\n{"a":1}`,
      [
        [2, 'attachment', {}],
        [4, 'event', { a: 1 }],
      ],
    ],
    [
      'an item of a type that nobody knows',
      `${HEADER}\n{"type":"dream"}\nwhatever\n{"type":"event"}\n{"a":1}`,
      [
        [2, 'dream', {}],
        [4, 'event', { a: 1 }],
      ],
    ],
    [
      'two envelopes',
      `${HEADER}\n{"type":"event"}\n{"a":1}\n${HEADER}\n{"type":"event"}\n{"a":2}\n`,
      [
        [2, 'event', { a: 1 }],
        [5, 'event', { a: 2 }],
      ],
    ],
    [
      'envelopes among other lines',
      `{"a":1}\n${HEADER}\n{"type":"event"}\n{"a":2}\n{"type":"KeyError","id":3}\nstopped\n`,
      [
        [1, { a: 1 }],
        [3, 'event', { a: 2 }],
        [5, { type: 'KeyError', id: 3 }],
        [6, 'text'],
      ],
    ],
    [
      'a header without items',
      `${HEADER}\n${HEADER}\n{"type":"event"}\n{"a":2}`,
      [
        [1, JSON.parse(HEADER) as DocumentObject],
        [3, 'event', { a: 2 }],
      ],
    ],
    [
      'an object that says nothing before one with a type',
      '{}\n{"type":"KeyError","id":1}\n{"id":2}',
      [
        [1, {}],
        [2, { type: 'KeyError', id: 1 }],
        [3, { id: 2 }],
      ],
    ],
    [
      'lists of what would be an envelope by itself',
      `[\n{},\n{"type":"event"},\n{"a":1}\n]`,
      [
        [2, {}],
        [3, { type: 'event' }],
        [4, { a: 1 }],
      ],
    ],
  ])('reads %s', async (_, text, expected) => {
    expect(summarise(await read([text]))).toEqual(expected);
    expect(summarise(await read(text.match(/[\s\S]{1,5}/g) ?? []))).toEqual(expected);
  });

  const next = `${HEADER}\n{"type":"event"}\n{"whole":1}`;

  it.each<[string, string, (readonly unknown[])[]]>([
    [
      'a length that is too small',
      `${HEADER}\n{"type":"event","length":3}\n{"a":1}\n${next}`,
      [
        [2, malformed(3)],
        [5, 'event', { whole: 1 }],
      ],
    ],
    [
      'a length that is too large',
      `${HEADER}\n{"type":"event","length":12}\n{"a":1}\n${next}`,
      [
        [2, malformed(12)],
        [5, 'event', { whole: 1 }],
      ],
    ],
    [
      'a length beyond the end',
      `${HEADER}\n{"type":"event","length":900}\n{"a":1}\n${next}`,
      [
        [2, malformed(900)],
        [5, 'event', { whole: 1 }],
      ],
    ],
    [
      'a length that ends with the next envelope',
      `${HEADER}\n{"type":"event","length":${8 + next.length}}\n{"a":1}\n${next}\n${next}`,
      [
        [2, 'is no JSON, perhaps cut off'],
        [5, 'event', { whole: 1 }],
        [8, 'event', { whole: 1 }],
      ],
    ],
    [
      'a payload that is cut off',
      `${HEADER}\n{"type":"event"}\n{"a":\n${next}`,
      [
        [2, 'is no JSON, perhaps cut off'],
        [5, 'event', { whole: 1 }],
      ],
    ],
    [
      'a payload that is no object',
      `${HEADER}\n{"type":"event"}\n[1]\n{"type":"event"}\n{"a":1}\n${next}`,
      [
        [2, 'is no JSON object'],
        [4, 'event', { a: 1 }],
        [7, 'event', { whole: 1 }],
      ],
    ],
    [
      'the header of an item that is cut off',
      `${HEADER}\n{"type":"ev\n${next}`,
      [
        [1, JSON.parse(HEADER) as DocumentObject],
        [2, 'is no JSON, perhaps cut off'],
        [4, 'event', { whole: 1 }],
      ],
    ],
    ['an end behind the header of an item', `${HEADER}\n{"type":"event","length":5}\n`, [[2, malformed(5)]]],
  ])('refuses %s, and goes on with the next envelope', async (_, text, expected) => {
    expect(summarise(await read([text]))).toEqual(expected);
    expect(summarise(await read(text.match(/[\s\S]{1,5}/g) ?? []))).toEqual(expected);
  });

  it.each<[string, string, (readonly unknown[])[]]>([
    [
      'with a length',
      `${HEADER}\n{"type":"attachment","length":300}\n${'x\n'.repeat(150)}\n{"type":"event"}\n{"a":1}`,
      [
        [2, 'is longer than 100 bytes'],
        [154, 'event', { a: 1 }],
      ],
    ],
    [
      'without a length',
      `${HEADER}\n{"type":"event"}\n{"a":"${'x'.repeat(300)}"}\n{"type":"event"}\n{"a":1}`,
      [
        [2, 'is longer than 100 bytes'],
        [4, 'event', { a: 1 }],
      ],
    ],
    [
      'that is malformed',
      `${HEADER}\n{"type":"attachment","length":200}\n${'x\n'.repeat(150)}\n${next}`,
      [
        [2, 'is longer than 100 bytes'],
        [155, 'event', { whole: 1 }],
      ],
    ],
    [
      'beyond the end',
      `${HEADER}\n{"type":"attachment","length":300}\n${'x'.repeat(200)}`,
      [[2, 'is an item of an envelope that ends after 200 of 300 bytes: what follows it was not read']],
    ],
  ])('refuses an item that is too long %s, and takes the rest', async (_, text, expected) => {
    expect(summarise(await read([text], 100))).toEqual(expected);
    expect(summarise(await read(text.match(/[\s\S]{1,5}/g) ?? [], 100))).toEqual(expected);
  });

  const anyHeader = fc.record({ event_id: fc.string(), sent_at: fc.string() }, { requiredKeys: [] });
  const anyItem = fc.oneof(
    fc.record({
      type: fc.constantFrom(
        'event',
        'transaction',
        'client_report',
        'session',
        'check_in',
        'feedback',
        'log',
      ),
      hasLength: fc.boolean(),
      payload: fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 }),
    }),
    fc.record({
      type: fc.constantFrom('attachment', 'profile', 'replay_recording', 'dream'),
      hasLength: fc.constant(true),
      payload: fc.uint8Array({ maxLength: 30 }),
    }),
  );
  const anyEnvelope = fc.record({
    header: anyHeader,
    items: fc.array(anyItem, { minLength: 1, maxLength: 4 }),
  });

  it('gives back any envelopes, however they come', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyEnvelope, { maxLength: 4 }), cutAnywhere, async (envelopes, cut) => {
        const written = envelopes.flatMap(({ header, items }) => [
          Buffer.from(`${JSON.stringify(header)}\n`),
          ...items.flatMap(writeItem),
        ]);
        const rows = await read(cut(Buffer.concat(written)), 10_000);
        const expected = envelopes.flatMap(({ header, items }) =>
          items.map(({ type, payload }) => [header, type, payload instanceof Uint8Array ? {} : payload]),
        );
        expect(
          rows.map(
            (row) => row.kind === 'row' && [row.envelope?.header, row.envelope?.item.type, row.document],
          ),
        ).toEqual(JSON.parse(JSON.stringify(expected)));
      }),
    );
  });

  function writeItem({ type, hasLength, payload }: { type: string; hasLength: boolean; payload: unknown }) {
    const bytes = Buffer.from(payload instanceof Uint8Array ? payload : JSON.stringify(payload));
    const header = { type, ...(hasLength ? { length: bytes.length } : {}) };
    return [Buffer.from(`${JSON.stringify(header)}\n`), bytes, Buffer.from('\n')];
  }
});
