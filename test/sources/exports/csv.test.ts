import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ColumnMap } from '../../../src/sources/exports/columns.js';
import { createLineCounter, readCsvRows } from '../../../src/sources/exports/csv.js';
import { anyChunks, streamOf } from '../../support/chunks.js';
import { collect } from '../../support/collect.js';

/** The rows of a CSV that comes in chunks, and what was remarked of it. */
async function read(chunks: readonly (string | Uint8Array)[], columns: ColumnMap = {}, limit = 1_000_000) {
  const remarks: string[] = [];
  const onRemark = (remark: string) => void remarks.push(remark);
  const rows = await collect(readCsvRows(streamOf(chunks), { limit, columns, onRemark }));
  return { rows, remarks };
}

/** What came of each row: its line, and its document or why it was refused. */
async function outcomes(...given: Parameters<typeof read>) {
  const { rows } = await read(...given);
  return rows.map((row) => [row.line, row.kind === 'row' ? row.document : 'reason' in row && row.reason]);
}

describe('readCsvRows', () => {
  it.each([
    ['a byte order mark', '\ufeffid,type\n1,é\n'],
    ['semicolons', 'id;type\n1;é\n'],
    ['tabs', 'id\ttype\n1\té\n'],
    ['line ends of Windows', 'id,type\r\n1,é\r\n'],
    ['line ends of old', 'id,type\r1,é\r'],
    ['no line end at its end', 'id,type\n1,é'],
    ['quotes around all cells', '"id","type","value"\n"1","é",""\n'],
    ['empty cells behind each row', 'id,type\n1,é,,\n'],
    ['UTF-16', Buffer.from('\ufeffid,type\n1,é\n', 'utf16le')],
  ])('reads one with %s', async (_, text) => {
    const [row, ...more] = (await read([text])).rows;
    expect(more).toEqual([]);
    const document = { id: '1', type: 'é' };
    expect(row).toMatchObject({ kind: 'row', document, bytes: Buffer.from(JSON.stringify(document)) });
  });

  it('reads the same however it comes', async () => {
    const bytes = Buffer.from('\ufeffid;value\r\n1;"a\r\n""é"""\r\n\r\n2;b;c\r\n3;\r\n');
    const whole = await outcomes([bytes]);
    expect(whole).toEqual([
      [2, { id: '1', value: 'a\r\n"é"' }],
      [5, 'has 3 cells where the header has 2: quote a cell that holds a delimiter'],
      [6, { id: '3' }],
    ]);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 20, max: bytes.length }), async (at) => {
        expect(await outcomes([bytes.subarray(0, at), bytes.subarray(at)])).toEqual(whole);
      }),
    );
  });

  it('gives no row for what is blank, and none for a header alone', async () => {
    expect(await outcomes(['\n\nid,type\n\n,\n"",""\n1,\n'])).toEqual([[7, { id: '1' }]]);
    expect(await outcomes(['id\n'])).toEqual([]);
    expect(await outcomes([])).toEqual([]);
  });

  it('reads cells that hold more than a text as JSON, and as text where they are none', async () => {
    const text = 'id,timeline,req_vars,extra,value\n1,"[[0, 5]]","{""A"": ""b""}",odd,"[1]"\n';
    expect(await outcomes([text])).toEqual([
      [2, { id: '1', timeline: [[0, 5]], req_vars: { A: 'b' }, extra: 'odd', value: '[1]' }],
    ]);
  });

  it('keeps a byte that is no UTF-8', async () => {
    expect(await outcomes([Buffer.from('id,value\n1,caf\xe9\n', 'latin1')])).toEqual([
      [2, { id: '1', value: 'caf\udce9' }],
    ]);
  });

  it('tells once which columns are not used, and nothing where all are', async () => {
    expect((await read(['id,colour,x\n1,red,\n2,blue,\n'])).remarks).toEqual([
      'columns that are not used: colour, x',
    ]);
    expect((await read(['id,value\n1,red\n'])).remarks).toEqual([]);
  });

  it('is refused as a whole for its header', async () => {
    const reason = 'has no column at for time: correct --columns; its columns are id, when';
    expect(await outcomes(['\nid,when\n1,x\n'], { time: 'at' })).toEqual([[2, reason]]);
  });

  it('reads up to a quote that is never closed', async () => {
    expect(await outcomes(['id,value\n1,in the "middle"\n2,"never closed\n3,x\n'])).toEqual([
      [2, { id: '1', value: 'in the "middle"' }],
      [3, 'a quote is opened and never closed, so this line and all after it were not read'],
    ]);
  });

  it.each([
    ['quoted', '"', 9002],
    ['plain', '', 9002],
  ])('takes nothing from behind a %s row that is too long, however much there is', async (_, quote, line) => {
    const good = Array.from({ length: 9000 }, (_, index) => `${index},\n`).join('');
    const long = `x,${quote}${'x'.repeat(2000)}${quote}\n`;
    const rows = await outcomes([`id,value\n${good}`, `${long}${good}`], {}, 1024);
    expect(rows).toHaveLength(9001);
    expect(rows.at(-1)).toEqual([
      line,
      'a row is longer than 1024 bytes, perhaps for a quote that is never closed: this line and all after it were not read',
    ]);
  });
});

describe('createLineCounter', () => {
  it('says the line of each byte, asked for in order', () => {
    fc.assert(
      fc.property(anyChunks, fc.array(fc.nat({ max: 80 })), (chunks, offsets) => {
        const counter = createLineCounter();
        for (const chunk of chunks) counter.add(Buffer.from(chunk));
        const bytes = Buffer.from(chunks.join(''));
        const asked = offsets.filter((offset) => offset <= bytes.length).sort((a, b) => a - b);
        expect(asked.map(counter.lineAt)).toEqual(
          asked.map((offset) => bytes.subarray(0, offset).toString('latin1').split('\n').length),
        );
      }),
    );
  });
});
