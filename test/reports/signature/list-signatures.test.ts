import { describe, expect, it } from 'vitest';
import { listSignatures } from '../../../src/reports/signature/list-signatures.js';
import { viewSignatureList } from '../../../src/reports/signature/list-view.js';
import { at, reportContextOf } from '../../support/report-context-of.js';
import { newOops } from '../../support/sample-oops.js';

const digestOf = (value: string) => `of ${value}`;

/** All had been read by 06:00 of the 9th: the seven days before begin on the 2nd. */
const OOPSES = [
  newOops('OOPS-1A1', { type: 'KeyError', value: 'old', time: at('12:00:00', '2011-08-01') }),
  newOops('OOPS-1A2', { type: 'KeyError', value: 'both', time: at('12:00:00', '2011-08-30') }),
  newOops('OOPS-1A3', { type: 'KeyError', value: 'both', time: at('12:00:00') }),
  newOops('OOPS-1A4', { type: 'KeyError', value: 'new', time: at('13:00:00') }),
  newOops('OOPS-1A5', { type: 'KeyError', value: 'new', time: at('14:00:00') }),
  newOops('OOPS-1A6', { type: 'ValueError', value: 'late', time: at('15:00:00') }),
  newOops('OOPS-1A7', { type: 'keyerror', value: 'other', time: at('09:00:00') }),
];

describe('the list of signatures', () => {
  it('has those of the seven days before what is known, the most frequent first, with what is new', async () => {
    const list = await listSignatures(await reportContextOf(OOPSES, []), { type: null, page: 1, digestOf });
    expect(list).toMatchObject({
      ...{ kind: 'signatures', type: null, from: '2011-09-02T06:00:00.000Z', to: '2011-09-09T06:00:00.000Z' },
      ...{ count: 5, signatureCount: 4, page: 1, pageCount: 1, knownSince: '2011-08-01T12:00:00.000Z' },
    });
    expect(
      list.signatures.map(({ value, digest, count, isNew, firstTime }) => [
        value,
        digest,
        count,
        isNew,
        firstTime,
      ]),
    ).toEqual([
      ['new', 'of new', 2, true, '2011-09-08T13:00:00.000Z'],
      ['late', 'of late', 1, true, '2011-09-08T15:00:00.000Z'],
      ['both', 'of both', 1, false, '2011-08-30T12:00:00.000Z'],
      ['other', 'of other', 1, true, '2011-09-08T09:00:00.000Z'],
    ]);
    expect(viewSignatureList(list).rows.map(({ isNew }) => isNew)).toEqual([true, true, false, true]);
  });

  it('has all of a type, to the letter, whenever they were seen', async () => {
    const context = await reportContextOf(OOPSES, []);
    const list = await listSignatures(context, { type: 'KeyError', page: 1, digestOf });
    expect(list).toMatchObject({ type: 'KeyError', from: null, count: 5, signatureCount: 3 });
    expect(list.signatures.map(({ value }) => value)).toEqual(['new', 'both', 'old']);
  });

  it('knows nothing of what is later than it is as of', async () => {
    const context = await reportContextOf(OOPSES, [], {}, at('13:30:00'));
    const list = await listSignatures(context, { type: 'KeyError', page: 1, digestOf });
    expect(list.signatures.map(({ value, count }) => [value, count])).toEqual([
      ['both', 2],
      ['new', 1],
      ['old', 1],
    ]);
    const last = await listSignatures(context, { type: null, page: 1, digestOf });
    expect(last.to).toBe('2011-09-08T13:30:00.000Z');
    expect(last.count).toBe(3);
  });

  it('marks nothing as new where the database begins within the seven days', async () => {
    const list = await listSignatures(await reportContextOf(OOPSES.slice(3), []), {
      ...{ type: null, page: 1, digestOf },
    });
    const view = viewSignatureList(list);
    expect(view.rows.some(({ isNew }) => isNew)).toBe(false);
    expect(view.remark).toBe('The database begins within this time: what is new cannot be told.');
  });

  it('is cut into pages of a hundred', async () => {
    const many = Array.from({ length: 250 }, (_, index) =>
      newOops(`OOPS-1A${index}`, {
        type: 'KeyError',
        value: `of ${String.fromCharCode(97 + (index % 26), 97 + Math.floor(index / 26))}`,
        time: at('12:00:00'),
      }),
    );
    const context = await reportContextOf(many, []);
    const ask = (page: number) => listSignatures(context, { type: null, page, digestOf });
    const pages = [await ask(1), await ask(2), await ask(3)];
    expect(pages.map(({ signatures }) => signatures.length)).toEqual([100, 100, 50]);
    const values = pages.flatMap(({ signatures }) => signatures.map(({ value }) => value));
    expect(values).toEqual([...new Set(values)].sort());
    expect(await ask(9)).toMatchObject({ page: 3, pageCount: 3 });
  });

  it('has words for nothing', async () => {
    const list = await listSignatures(await reportContextOf([], []), { type: null, page: 1, digestOf });
    expect(viewSignatureList(list).about).toBe(
      'No OOPS was seen in the seven days before 2011-09-09 06:00:00 UTC.',
    );
  });
});
