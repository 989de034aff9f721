import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readKeys } from '../../../src/questions/keys.js';
import type { Answer, Question } from '../../../src/questions/question.js';
import { readTextQuery } from '../../../src/questions/text-query.js';
import { openDatabase } from '../../../src/store/sqlite/opening/database.js';
import { createSqliteStore } from '../../../src/store/sqlite/sqlite-store.js';
import { createOopsWriter } from '../../../src/store/sqlite/writing/oops-writer.js';
import type { Store } from '../../../src/store/store.js';
import type { NewOops } from '../../../src/store/stored-oops.js';
import { AT, newOops, SETTINGS } from '../../support/sample-oops.js';
import type { OpenFilledStore } from './filled-store.js';
import { runs } from './runs.js';

const LIST: Question = {
  ...{ from: null, to: null, filters: [], text: null, groupBy: null, distinct: [] },
  ...{ columns: readKeys('--columns', 'id,rank,snippet'), sort: null, limit: 100 },
};

const OOPSES = [
  newOops('OOPS-1A1', {
    time: AT,
    type: 'AssertionError',
    value: 'The Store left the building',
    url: 'https://launchpad.net/bugs',
    traceback: 'Traceback of the publisher',
  }),
  newOops('OOPS-1A2', { time: AT + 1, type: 'StoreError', value: 'left over', url: 'https://example.net/' }),
  newOops('OOPS-1A3', {
    ...{ time: AT + 2, type: 'KeyError', value: 'x', username: 'store', topic: 'Left:+index' },
  }),
  newOops('OOPS-1A4', { time: AT + 3, type: 'KeyError', value: 'x', traceback: 'in the Store, left of it' }),
  newOops('OOPS-1A5', { time: AT + 4, type: 'Müller', referrer: 'https://store.example.net/left' }),
  newOops('OOPS-1A6', { time: AT + 5, causes: [{ type: 'OSError', value: 'disk gone\nnow' }] }),
];

/** Letters that are another one, dropped, or between words; some of them for FTS5 alone. */
const PIECES = [
  ...[
    'store',
    'STORE',
    'left',
    'Sto\u0301re',
    'stöRE',
    '\u017fTORE',
    'ﬁle',
    'Straße',
    'İ',
    'i',
    'ı',
    '\u212a',
  ],
  ...[
    '\u0301',
    '\u0302',
    '\u0327',
    '\u200d',
    '\u00ad',
    '\u3000',
    '\u2028',
    '_',
    '-',
    "'",
    '"',
    '%',
    '*',
    ' ',
  ],
  ...[
    'Ω',
    'ώ',
    'Ё',
    'е',
    '漢字',
    '🙂',
    '𝒳',
    '\u0378',
    '\u{e0041}',
    '\ue000',
    '٣',
    '3',
    '½',
    'ǅ',
    'ǖ',
    '\n',
    '\0',
  ],
];
const anyText = fc.array(fc.constantFrom(...PIECES), { maxLength: 7 }).map((pieces) => pieces.join(''));
const anyWords = fc
  .tuple(
    fc.constantFrom('store', 'left', 'ﬁ', 'i', '漢', '3', 'ω', 'ё', 'strasse', 'x\u0301'),
    anyText,
    fc.boolean(),
  )
  .map(([word, text, isFirst]) => (isFirst ? word + text : text + word).replaceAll('"', ''));
const anyPhrase = fc
  .tuple(anyWords, fc.boolean())
  .map(([words, isPrefix]) => ({ kind: 'phrase', words, isPrefix }) as const);
const anyQuery = fc.oneof(
  { weight: 4, arbitrary: anyPhrase },
  fc.array(anyPhrase, { minLength: 1, maxLength: 3 }).map((parts) => ({ kind: 'and', parts }) as const),
  fc.array(anyPhrase, { minLength: 1, maxLength: 3 }).map((parts) => ({ kind: 'or', parts }) as const),
  anyPhrase.map((part) => ({ kind: 'not', part }) as const),
);
const anyTexts = fc.array(
  fc.record({
    value: fc.option(anyText),
    topic: fc.option(anyText),
    url: fc.option(anyText),
    traceback: anyText,
  }),
  { minLength: 1, maxLength: 30 },
);

type Ask = (given: Partial<Question>) => Promise<Answer['rows']>;

/** Asks one state of a store, and closes it. */
async function askIn(store: Store, work: (ask: Ask) => Promise<void>): Promise<void> {
  try {
    await store.indexTexts();
    await store.snapshot((data) => work(async (given) => (await data.answer({ ...LIST, ...given })).rows));
  } finally {
    await store.close();
  }
}

/** What full text has to find: the same in every engine as FTS5 finds in SQLite, in the same order. */
export function describeTextQuestions(open: OpenFilledStore): void {
  const withOopses = async (oopses: readonly NewOops[], work: (ask: Ask) => Promise<void>) =>
    askIn((await open({ oopses })).store, work);

  it('finds words, phrases and beginnings, and what is put together of them', () =>
    withOopses(OOPSES, async (ask) => {
      for (const [text, ids] of [
        ['store', 'A1 A4 A3'],
        ['store*', 'A2 A1 A4 A3'],
        ['"store left"', 'A1 A4'],
        ['launchpad AND "Store left"', 'A1'],
        ['left NOT store', 'A2'],
        ['publisher OR example', 'A2 A1'],
        ['NOT left', 'A6 A5'],
        ['NOT (store OR left)', 'A6 A5'],
        ['mull*', 'A5'],
        ['nobody', ''],
        ['https://launchpad.net/', 'A1'],
        ['oserror', 'A6'],
        ['"disk gone nnow"', 'A6'],
      ] as const) {
        const found = await ask({ text: readTextQuery('--text', text), sort: '-rank' });
        const names = found.map(([id]) => String(id).replace('OOPS-1', ''));
        expect([text, names.sort()]).toEqual([text, ids.split(' ').filter(Boolean).sort()]);
      }
    }));

  it('puts first what says so itself, then the newest, and shows where', () =>
    withOopses(OOPSES, async (ask) => {
      expect(await ask({ text: readTextQuery('--text', 'left') })).toEqual([
        ['OOPS-1A2', 4, 'value: [left] over'],
        ['OOPS-1A1', 4, 'value: The Store [left] the building'],
        ['OOPS-1A3', 3, 'topic: [Left]:+index'],
        ['OOPS-1A4', 1, 'traceback: in the Store, [left] of it'],
      ]);
      expect(await ask({ text: readTextQuery('--text', 'launchpad AND "store left"') })).toEqual([
        ['OOPS-1A1', 6, 'value: The [Store left] the building; url: https://[launchpad].net/bugs'],
      ]);
      expect(await ask({ text: readTextQuery('--text', 'NOT left'), limit: 1 })).toEqual([
        ['OOPS-1A6', 1, ''],
      ]);
    }));

  it('goes together with all else that can be asked', () =>
    withOopses(OOPSES, async (ask) => {
      const text = readTextQuery('--text', 'left');
      const type = { groupBy: readKeys('--group-by', 'type'), columns: null };
      expect((await ask({ text, ...type })).map((row) => row.slice(0, 2))).toEqual([
        ['KeyError', 2],
        ['AssertionError', 1],
        ['StoreError', 1],
      ]);
      const columns = readKeys('--columns', 'id,rank');
      expect(await ask({ text, from: AT + 1, to: AT + 3, columns })).toEqual([
        ['OOPS-1A2', 4],
        ['OOPS-1A3', 3],
      ]);
    }));

  it('finds, ranks and shows what FTS5 does, whatever the letters are', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyTexts,
        fc.array(anyQuery, { minLength: 1, maxLength: 12 }),
        async (texts, queries) => {
          const oopses = texts.map((given, index) =>
            newOops(`OOPS-1A${index}`, { ...given, time: AT + index }),
          );
          await withOopses(oopses, (ask) =>
            askIn(openSqlite(oopses), async (askSqlite) => {
              for (const text of queries) {
                expect([text, await ask({ text })]).toEqual([text, await askSqlite({ text })]);
              }
            }),
          );
        },
      ),
      { numRuns: runs(10) },
    );
  });
}

function openSqlite(oopses: readonly NewOops[]): Store {
  const { db } = openDatabase(':memory:');
  const writer = createOopsWriter(db, SETTINGS);
  writer.transaction(() => oopses.forEach((one) => void writer.insert(one, AT)));
  return createSqliteStore(db, SETTINGS);
}
