import type { Answer, Value } from '../../questions/question.js';
import { cutCell } from '../answer.js';
import { toLine } from '../layout/text.js';

/** An answer as `templates/partials/answer-table.html.hbs` shows it: texts, each one harmless line of at most 1,000 characters. */
export interface AnswerTable {
  /** What the table is, for who does not see it. */
  readonly about: string;
  readonly columns: readonly ColumnHead[];
  readonly rows: readonly (readonly AnswerCell[])[];
  /** What is said where there is no row. */
  readonly empty: string;
}

interface ColumnHead {
  readonly text: string;
  readonly isNumber: boolean;
  /** The same answer sorted by it; null: it cannot be. */
  readonly sort: SortLink | null;
  /** How it is sorted by it now; null: it is not, or nobody can say. */
  readonly sorted: 'ascending' | 'descending' | null;
}

interface SortLink {
  readonly href: string;
  /** What the link does beside its text. */
  readonly does: string;
}

interface AnswerCell {
  readonly text: string;
  /** It says what its row is about. */
  readonly isHead: boolean;
  /** How it is set: numbers to the right, what is short in one line, and what is long broken wherever it must be. */
  readonly look: 'number' | 'short' | 'long' | 'long longest';
  readonly href: string | null;
  /** It is an id, of which only as much is shown as tells it from others. */
  readonly isId: boolean;
  /** What the link leads to, where the text does not say it; empty where it does. */
  readonly leadsTo: string;
  /** How long the bar beside it is, from 0 to 100; null: it has none. */
  readonly bar: string | null;
}

/** The pages that values of an answer lead to: see `ADDRESSES`. */
export interface AnswerPages {
  oops(id: string): string;
  outage(id: string): string;
  system(name: string): string;
  type(type: string): string;
  signature(signature: { readonly type: string; readonly value: string }): string;
}

/** What is particular to an answer of what its table shows. */
export interface TableLayout {
  readonly about: string;
  readonly pages: AnswerPages;
  /** Columns that are not shown: they only say where others lead. */
  readonly hidden: readonly string[];
  /** The column that gets a bar beside it. */
  readonly barOf: string | null;
  readonly sortOf: (column: string) => Pick<ColumnHead, 'sort' | 'sorted'>;
  /** Where the count of a row leads to, and what that is; null: nowhere. */
  readonly listOf: (row: readonly Value[]) => { readonly href: string; readonly leadsTo: string } | null;
}

/** The columns of ids. */
const IDS = ['id', 'oops_id', 'last_oops'];

/** What is longer may be broken, and what is longer still needs room, in characters. */
const LONGEST_LINE = 36;
const LONGEST_LINES = 200;

/** Puts an answer into a table of links. */
export function tabulateAnswer({ columns, rows }: Answer, layout: TableLayout): AnswerTable {
  const places = columns.flatMap((name, place) => (layout.hidden.includes(name) ? [] : [place]));
  const numeric = columns.map((_, place) => rows.every((row) => typeof row[place] !== 'string'));
  const barPlace = columns.indexOf(layout.barOf ?? '');
  const most = rows.reduce((largest, row) => Math.max(largest, Number(row[barPlace] ?? 0)), 1);
  const cellOf = (row: readonly Value[], place: number): AnswerCell => {
    const [name = '', value = null] = [columns[place], row[place]];
    const list = name === 'count' ? layout.listOf(row) : null;
    const text = cutCell(value);
    return {
      text,
      look: numeric[place] ? 'number' : IDS.includes(name) ? 'short' : lookOf(text),
      isHead: place === places[0],
      href: list?.href ?? linkOf(layout.pages, name, value, (other) => row[columns.indexOf(other)]),
      isId: IDS.includes(name),
      leadsTo: toLine(list?.leadsTo ?? ''),
      bar: place === barPlace ? ((Number(value ?? 0) / most) * 100).toFixed(1) : null,
    };
  };
  return {
    about: toLine(layout.about),
    columns: places.map((place) => ({
      text: cutCell((columns[place] ?? '').replaceAll('_', ' ')),
      isNumber: numeric[place] ?? false,
      ...layout.sortOf(columns[place] ?? ''),
    })),
    rows: rows.map((row) => places.map((place) => cellOf(row, place))),
    empty: 'No rows.',
  };
}

function lookOf(text: string): AnswerCell['look'] {
  if (text.length <= LONGEST_LINE) return 'short';
  return text.length <= LONGEST_LINES ? 'long' : 'long longest';
}

/** A name that is longer than this has no page that a browser could ask for. */
const LONGEST_NAME = 2000;

/** Where a value leads to: by the name of its column, which says what it is. */
function linkOf(
  pages: AnswerPages,
  column: string,
  value: Value,
  other: (column: string) => Value | undefined,
): string | null {
  if (typeof value !== 'string' || value === '' || value.length > LONGEST_NAME) return null;
  // SQL may call anything an id.
  if (IDS.includes(column)) return /^OOPS-./i.test(value) ? pages.oops(value) : null;
  switch (column) {
    case 'outage':
      return pages.outage(value);
    case 'system':
      return pages.system(value);
    case 'type':
    case 'signature_type':
      return pages.type(value);
    case 'signature':
    case 'signature_value':
    case 'value':
    case 'snippet': {
      const [type, signature] = [other('signature_type'), other('signature_value')];
      return typeof signature === 'string'
        ? pages.signature({ type: String(type ?? ''), value: signature })
        : null;
    }
    default:
      return null;
  }
}
