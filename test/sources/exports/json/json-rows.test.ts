import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_DEPTH, MAX_VALUES } from '../../../../src/oops/formats/document-value.js';
import { readJsonRows } from '../../../../src/sources/exports/json/json-rows.js';
import { streamOf } from '../../../support/chunks.js';
import { collect } from '../../../support/collect.js';
import { cutAnywhere } from '../../../support/cut-anywhere.js';

const read = (text: string | Buffer, limit = 1000) => collect(readJsonRows(streamOf([text]), { limit }));

/** What came of each row: its line, and its document, why it was refused, or that it is text. */
async function outcomes(text: string | Buffer, limit?: number) {
  return summarise(await read(text, limit));
}

function summarise(rows: Awaited<ReturnType<typeof read>>) {
  return rows.map((row) => [
    row.line,
    row.kind === 'row' ? row.document : row.kind === 'text' ? 'text' : row.reason,
  ]);
}

const DAMAGED = 'is no JSON, perhaps cut off';
const LOST = `${DAMAGED}: the rest of its line was not read`;
const NO_OBJECT = 'is no JSON object';
const LONG = 'is longer than 100 bytes';
const long = `{"id": "${'x'.repeat(100)}"}`;

describe('readJsonRows', () => {
  it('gives of each object its document, its line and its bytes, without what stands around it', async () => {
    expect(await read('{"id": 1}\n\n  \r\n {"id": "é"} \r\n[\n{"id": 3},\n{"id":\n4}]')).toEqual([
      { kind: 'row', line: 1, document: { id: 1 }, bytes: Buffer.from('{"id": 1}') },
      { kind: 'row', line: 4, document: { id: 'é' }, bytes: Buffer.from('{"id": "é"}') },
      { kind: 'row', line: 6, document: { id: 3 }, bytes: Buffer.from('{"id": 3}') },
      { kind: 'row', line: 7, document: { id: 4 }, bytes: Buffer.from('{"id":\n4}') },
    ]);
  });

  it('keeps a byte that is no UTF-8', async () => {
    expect(await outcomes(Buffer.from('{"id": "\xe9"}\n{"id":\n"\xe9"}', 'latin1'))).toEqual([
      [1, { id: '\udce9' }],
      [2, { id: '\udce9' }],
    ]);
  });

  it.each<[string, string, (readonly [number, unknown])[]]>([
    ['nothing', '', []],
    ['a byte order mark alone', '\ufeff', []],
    [
      'a byte order mark before each file of two',
      '\ufeff{"a":1}\n\ufeff{"a":2}',
      [
        [1, { a: 1 }],
        [2, { a: 2 }],
      ],
    ],
    ['a byte order mark before a list', '\ufeff[{"a":1}]', [[1, { a: 1 }]]],
    [
      'objects one behind the other in a line',
      '{"a":1}{"a":2} {"a":3}\n{"a":4}',
      [
        [1, { a: 1 }],
        [1, { a: 2 }],
        [1, { a: 3 }],
        [2, { a: 4 }],
      ],
    ],
    [
      'a list in a line',
      '[{"a":1},{"a":2}]\n{"a":3}',
      [
        [1, { a: 1 }],
        [1, { a: 2 }],
        [2, { a: 3 }],
      ],
    ],
    [
      'a list whose brackets stand alone',
      '[\n{"a":1},\n{"a":2}\n]\n',
      [
        [2, { a: 1 }],
        [3, { a: 2 }],
      ],
    ],
    [
      'a list whose commas begin the lines',
      '[{"a":1}\n,{"a":2}\n]',
      [
        [1, { a: 1 }],
        [2, { a: 2 }],
      ],
    ],
    ['an empty list, and one behind it', '[]\n[ ]\n[\n]\n[{"a":1}]', [[5, { a: 1 }]]],
    [
      'pretty objects',
      '{\n  "a": {\n    "b": []\n  }\n}\n{\n  "a": 2\n}\n',
      [
        [1, { a: { b: [] } }],
        [6, { a: 2 }],
      ],
    ],
    [
      'an object printed without indentation',
      '{\n"a": [\n{"b": 1},\n{}\n]\n}\n{"a":2}',
      [
        [1, { a: [{ b: 1 }, {}] }],
        [7, { a: 2 }],
      ],
    ],
    [
      'brackets, quotes and backslashes in texts',
      '[{"a":"}]\\"{["},\n{"b":"\\\\"},{"c\\"}":1}]',
      [
        [1, { a: '}]"{[' }],
        [2, { b: '\\' }],
        [2, { 'c"}': 1 }],
      ],
    ],
    [
      'elements that are no objects',
      '[1, {"a":1},\n"x", null, [{"b":1}],\n {"a":2}]',
      [
        [1, 'text'],
        [2, 'text'],
        [3, { a: 2 }],
      ],
    ],
    [
      'elements that are no objects, behind a bracket that opens a list',
      '[{"a":1}, 12,\n"x", null, [{"b":1}],\n {"a":2}]',
      [
        [1, { a: 1 }],
        [1, NO_OBJECT],
        [2, NO_OBJECT],
        [2, NO_OBJECT],
        [2, NO_OBJECT],
        [3, { a: 2 }],
      ],
    ],
    [
      'a line that is a list of no objects',
      '["id", 1]\n{"a":1}',
      [
        [1, NO_OBJECT],
        [1, NO_OBJECT],
        [2, { a: 1 }],
      ],
    ],
    [
      'a list that has no end',
      '[{"a":1},\n{"a":2}',
      [
        [1, { a: 1 }],
        [2, { a: 2 }],
      ],
    ],
    ['NULs where a log was emptied', '\0\0\0{"a":1}\n', [[1, { a: 1 }]]],
  ])('reads %s', async (_, text, expected) => {
    expect(await outcomes(text)).toEqual(expected);
  });

  it.each([
    'null',
    '12',
    '"id"',
    'Starting up',
    '  at main.js:12',
    '2026-11-27 10:00:00 ERROR {"a":1}',
    '[2026-11-27 10:00:00] ERROR x',
    '[error] [client ::1] no such file',
    '[12] started',
    'x'.repeat(2000),
    'caf\udce9',
  ])('takes the line %j for text', async (line) => {
    expect(await outcomes(`{"a":1}\n${line}\n{"a":2}\n${line}`)).toEqual([
      [1, { a: 1 }],
      [2, 'text'],
      [3, { a: 2 }],
      [4, 'text'],
    ]);
  });

  it.each<[string, string, (readonly [number, unknown])[]]>([
    [
      'in a text',
      '{"id":1,"va\n{"id":2}\n',
      [
        [1, DAMAGED],
        [2, { id: 2 }],
      ],
    ],
    [
      'in a text, behind a backslash',
      '{"id":"\\\n{"id":2}\n',
      [
        [1, DAMAGED],
        [2, { id: 2 }],
      ],
    ],
    [
      'in a number',
      '{"id":1\n{"id":2}\n',
      [
        [1, DAMAGED],
        [2, { id: 2 }],
      ],
    ],
    [
      'behind a bracket',
      '{\n{"id":2}\n',
      [
        [1, DAMAGED],
        [2, { id: 2 }],
      ],
    ],
    [
      'behind a comma',
      '{"id":1,\n{"id":2}\n',
      [
        [1, DAMAGED],
        [2, { id: 2 }],
      ],
    ],
    [
      'behind a key',
      '{"id"\n{"id":2}\n',
      [
        [1, DAMAGED],
        [2, { id: 2 }],
      ],
    ],
    [
      'behind a colon',
      '{"id":\n{"id":2}\n{"id":3}\n',
      [
        [1, DAMAGED],
        [2, { id: 2 }],
        [3, { id: 3 }],
      ],
    ],
    [
      'behind a colon, at the end',
      '{"id":\n{"id":2}\n',
      [
        [1, DAMAGED],
        [2, { id: 2 }],
      ],
    ],
    [
      'in a list',
      '{"id":[\n{"id":2}\n\n{"id":3}\n',
      [
        [1, DAMAGED],
        [2, { id: 2 }],
        [4, { id: 3 }],
      ],
    ],
    [
      'before a list',
      '{"id":\n[{"id":2}]\n',
      [
        [1, DAMAGED],
        [2, { id: 2 }],
      ],
    ],
    [
      'before a pretty object',
      '{"id":\n{\n "id": 2\n}\n{"id":3}',
      [
        [1, DAMAGED],
        [2, { id: 2 }],
        [5, { id: 3 }],
      ],
    ],
    [
      'before text',
      '{"id":\nStarting up\n{"id":2}',
      [
        [1, DAMAGED],
        [2, 'text'],
        [3, { id: 2 }],
      ],
    ],
    [
      'before text in brackets',
      '{"id":\n[12:00] up\n{"id":2}',
      [
        [1, DAMAGED],
        [2, 'text'],
        [3, { id: 2 }],
      ],
    ],
    [
      'at the end',
      '{"id":1}\n{"id',
      [
        [1, { id: 1 }],
        [2, DAMAGED],
      ],
    ],
    [
      'twice',
      '{"id":\n{"id":\n{"id":3}\n',
      [
        [1, DAMAGED],
        [2, DAMAGED],
        [3, { id: 3 }],
      ],
    ],
    [
      'in a pretty object',
      '{\n "id": 1,\n "va\n{"id":2}\n',
      [
        [1, DAMAGED],
        [4, { id: 2 }],
      ],
    ],
    [
      'in a pretty object of which more follows',
      '{\n "id": x,\n "b": {\n  "c": 1\n }\n}\n{"id":2}\n',
      [
        [1, DAMAGED],
        [7, { id: 2 }],
      ],
    ],
    [
      'in an element, at a line end',
      '[\n{"id":1,"va\n{"id":2},\n{"id":3}\n]\n',
      [
        [2, DAMAGED],
        [3, { id: 2 }],
        [4, { id: 3 }],
      ],
    ],
    [
      'in an element, within the line',
      '[{"id":1},{id},{"id":3}]\n{"id":4}',
      [
        [1, { id: 1 }],
        [1, LOST],
        [2, { id: 4 }],
      ],
    ],
    [
      'by a bracket of the wrong kind',
      '{"id":[1}\n{"id":2}',
      [
        [1, DAMAGED],
        [2, { id: 2 }],
      ],
    ],
    [
      'by what only looks like JSON',
      '{"id":01}\n{"id":2}',
      [
        [1, DAMAGED],
        [2, { id: 2 }],
      ],
    ],
    [
      'by what only looks like JSON, over an object',
      '{"id":01,"a":\n{"id":2}\n}',
      [
        [1, DAMAGED],
        [2, { id: 2 }],
        [3, 'text'],
      ],
    ],
  ])('refuses what is torn %s, and loses no line that is whole', async (_, text, expected) => {
    expect(await outcomes(text)).toEqual(expected);
  });

  it.each<[string, string, (readonly [number, unknown])[]]>([
    [
      'a line',
      `{}\n${long}\n{}`,
      [
        [1, {}],
        [2, LONG],
        [3, {}],
      ],
    ],
    [
      'the first in its line',
      `${long} {}\n{}`,
      [
        [1, LONG],
        [1, {}],
        [2, {}],
      ],
    ],
    [
      'an element of a line',
      `[{},${long},{}]`,
      [
        [1, {}],
        [1, LONG],
        [1, {}],
      ],
    ],
    [
      'a pretty object',
      `{\n "a": ${long},\n "b": 1\n}\n{}`,
      [
        [1, LONG],
        [5, {}],
      ],
    ],
    [
      'a torn line',
      `${long.slice(0, -2)}\n{}\n{}`,
      [
        [1, LONG],
        [2, {}],
        [3, {}],
      ],
    ],
    [
      'a torn line that could go on',
      `${long.slice(0, -1)},"x":\n{"a":1}\n{"a":2}`,
      [
        [1, LONG],
        [2, { a: 1 }],
        [3, { a: 2 }],
      ],
    ],
  ])('refuses %s that is too long, and reads on', async (_, text, expected) => {
    expect(await outcomes(text, 100)).toEqual(expected);
    const chunks = text.match(/[\s\S]{1,7}/g) ?? [];
    expect(summarise(await collect(readJsonRows(streamOf(chunks), { limit: 100 })))).toEqual(expected);
  });

  it('takes a list and blank lines of any length, as long as its objects are short', async () => {
    const rows = await outcomes(`[${Array(200).fill('{"a":1}').join(',')}]${' '.repeat(200)}\n{"a":2}`, 100);
    expect(rows).toHaveLength(201);
    expect(new Set(rows.slice(0, 200).map(String))).toEqual(new Set(['1,[object Object]']));
    expect(rows.at(-1)).toEqual([2, { a: 2 }]);
  });

  it('refuses more values than a report may have, and takes as many as that', async () => {
    const values = (count: number) => `{"id":[${'0,'.repeat(count)}0]}`;
    const text = `${values(MAX_VALUES)}\n[${values(MAX_VALUES)},\n${values(MAX_VALUES - 2)}]`;
    expect(await read(text, 10_000_000)).toMatchObject([
      { kind: 'refused', line: 1, reason: `has more than ${MAX_VALUES} values` },
      { kind: 'refused', line: 2, reason: `has more than ${MAX_VALUES} values` },
      { kind: 'row', line: 3 },
    ]);
  });

  it('refuses what is nested without end, where it is no line by itself', async () => {
    const nested = (depth: number) => `{"a":\n${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}\n`;
    expect((await read(nested(MAX_DEPTH))).map(({ kind }) => kind)).toEqual(['row']);
    expect(await outcomes(`{"a":${'['.repeat(MAX_DEPTH)}\n{"b":1}`)).toEqual([
      [1, `is nested more than ${MAX_DEPTH} deep`],
      [2, { b: 1 }],
    ]);
  });

  it('closes what it reads from when it is left', async () => {
    let isClosed = false;
    async function* chunks() {
      try {
        for (;;) yield Buffer.from('{}\n');
      } finally {
        isClosed = true;
      }
    }
    for await (const _ of readJsonRows(chunks(), { limit: 10 })) break;
    expect(isClosed).toBe(true);
  });
});

const documents = fc.array(
  fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth: 3 }), { minKeys: 1, maxKeys: 4 }),
  { maxLength: 6 },
);

/** The ways in which lists of objects are written. */
const PRINTS: Readonly<Record<string, (objects: readonly unknown[]) => string>> = {
  lines: (objects) => objects.map((object) => `${JSON.stringify(object)}\n`).join(''),
  'lines without the last end': (objects) => objects.map((object) => JSON.stringify(object)).join('\n'),
  'one line': (objects) => objects.map((object) => JSON.stringify(object)).join(''),
  list: (objects) => JSON.stringify(objects),
  'list of lines': (objects) => `[\n${objects.map((object) => JSON.stringify(object)).join(',\n')}\n]\n`,
  pretty: (objects) => objects.map((object) => JSON.stringify(object, null, 2)).join('\n'),
  'pretty list': (objects) => JSON.stringify(objects, null, 2),
  'pretty list with tabs': (objects) => JSON.stringify(objects, null, '\t'),
  'not indented': (objects) => JSON.stringify(objects, null, 1).replace(/^ +/gm, ''),
};

describe('readJsonRows, of anything', () => {
  it.each(Object.keys(PRINTS))('gives the same documents of: %s', async (name) => {
    await fc.assert(
      fc.asyncProperty(documents, fc.boolean(), cutAnywhere, async (objects, isOfWindows, cut) => {
        const printed = PRINTS[name]?.(objects) ?? '';
        const bytes = Buffer.from(isOfWindows ? printed.replaceAll('\n', '\r\n') : printed);
        const rows = await collect(readJsonRows(streamOf(cut(bytes)), { limit: 100_000 }));
        expect(rows.map((row) => row.kind === 'row' && row.document)).toEqual(
          JSON.parse(JSON.stringify(objects)),
        );
        const lines = bytes.toString().split('\n');
        for (const row of rows) expect(lines[row.line - 1]).toMatch(/^\s*[[,]?\s*\{|\}[,\s]*\{/);
        expect(rows.map(({ line }) => line)).toEqual(rows.map(({ line }) => line).sort((a, b) => a - b));
      }),
    );
  });

  /** What damages files: any bytes, and the beginnings of good lines. */
  const damage = fc.oneof(
    fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes)),
    fc
      .string({
        unit: fc.constantFrom('{', '}', '[', ']', ',', ':', '"', '1', 'a', '\\', ' ', '\n'),
        maxLength: 12,
      })
      .map((text) => Buffer.from(text)),
    fc.nat({ max: 30 }).map((length) => Buffer.from('{"id":{"x":[1,{"y":"z"}]}}').subarray(0, length)),
  );

  /** The same without what could go on behind a whole line in one legal object of several lines, which may be too long. */
  const tearing = damage.map((bytes) =>
    Buffer.from(bytes.toString('latin1').replace(/[\]},]/g, ''), 'latin1'),
  );

  it.each([
    ['', damage, 1000],
    [' of what is too long', tearing, 20],
  ])('never throws, and loses no whole line that stands behind damage%s', async (_, parts, limit) => {
    await fc.assert(
      fc.asyncProperty(fc.array(parts, { maxLength: 6 }), cutAnywhere, async (damaged, cut) => {
        const marked = damaged.flatMap((part, index) => [part, Buffer.from(`\n{"whole":${index}}\n`)]);
        const rows = await collect(readJsonRows(streamOf(cut(Buffer.concat(marked))), { limit }));
        const whole = rows.flatMap((row) => (row.kind === 'row' ? findWhole(row.document) : []));
        expect(whole).toEqual(damaged.map((_, index) => index));
      }),
      { numRuns: 1000 },
    );
  });

  /** A marked line, which is a row, or within an object that damage happened to make a legal one of several lines. */
  function findWhole(value: unknown): number[] {
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([key, child]) =>
      key === 'whole' ? [child as number] : findWhole(child),
    );
  }
});
