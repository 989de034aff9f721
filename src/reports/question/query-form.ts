import { type AskedWords, lookUpWords } from '../../questions/asked-words.js';
import { FILTERS, type FilterRule, FLAG_VALUES } from '../../questions/filters.js';
import { KEY_NAMES } from '../../questions/keys.js';
import { toLine } from '../layout/text.js';

/** The form of a question, as `templates/pages/query.html.hbs` shows it. */
export interface QueryForm {
  /** What is asked for most. */
  readonly first: readonly FormField[];
  readonly filters: FieldGroup;
  readonly opposites: FieldGroup;
  readonly answer: FieldGroup;
  readonly counts: boolean;
  /** What fields suggest. */
  readonly lists: readonly SuggestionList[];
}

/** Fields that are folded away until one of them says something. */
interface FieldGroup {
  readonly isOpen: boolean;
  readonly fields: readonly FormField[];
}

export interface FormField {
  readonly id: string;
  /** As in the address. */
  readonly name: string;
  readonly label: string;
  /** What it is for, for who points at it. */
  readonly about: string;
  readonly value: string;
  readonly placeholder: string;
  /** The id of what it suggests; null: nothing. */
  readonly list: string | null;
  /** What can be chosen; null: anything can be written. */
  readonly choices: readonly FieldChoice[] | null;
}

interface FieldChoice {
  readonly value: string;
  readonly text: string;
  readonly isChosen: boolean;
}

export interface SuggestionList {
  readonly id: string;
  readonly values: readonly string[];
}

/** The names that fields suggest, by the filters that take them. */
export interface KnownNames {
  readonly system: readonly string[];
  readonly outage: readonly string[];
}

/** So many names are suggested: more nobody looks through. */
const MOST_SUGGESTED = 200;

const FIRST_FILTERS = ['system', 'type', 'outage', 'class'];

/** What filters are called whose names say too little. */
const LABELS: Readonly<Record<string, string>> = {
  id: 'OOPS id',
  url: 'URL',
  statements: 'SQL statements',
  duration: 'Seconds',
};

const PLACEHOLDERS: Readonly<Record<FilterRule['kind'], string>> = {
  text: '',
  choice: '',
  pattern: 'a regular expression',
  amount: '>100',
  flag: '',
  outage: 'any, none, an id',
};

/** What the fields beside the filters are for. */
const OTHERS = {
  from: { label: 'From', placeholder: '-7d, yesterday, 2011-09-08T08:53Z', about: 'when it begins, in UTC' },
  to: { label: 'To', placeholder: 'now', about: 'when it ends, in UTC' },
  text: {
    label: 'Text',
    placeholder: 'words, "one after the other", begin*',
    about: 'words in type, value, topic, URL, user or traceback; AND, OR and NOT',
  },
  'not-text': { label: 'Not text', placeholder: '', about: 'words that are not there' },
  'group-by': {
    label: 'Count by',
    placeholder: 'type or system,hour',
    about: 'columns, with commas between',
  },
  distinct: {
    label: 'Count different',
    placeholder: 'user,url',
    about: 'of which columns to count the different values',
  },
  columns: { label: 'Columns', placeholder: 'id,time,topic', about: 'what to list of each OOPS' },
  sort: {
    label: 'Sort by',
    placeholder: '-count',
    about: 'a column of the answer; - before it: the largest first',
  },
  top: { label: 'Only the most frequent', placeholder: '10', about: 'so many groups' },
  limit: { label: 'Rows', placeholder: '100', about: 'how many rows at most' },
} as const;

/** Lays out the form of a question as it was filled in, whether it can be asked or not. */
export function layOutForm(asked: AskedWords, known: KnownNames): QueryForm {
  const words = lookUpWords(asked);
  const filter = (name: string) => filterFields(name, words(name), known);
  const other = (name: keyof typeof OTHERS) => otherFields(name, words(name));
  const rest = Object.keys(FILTERS).filter((name) => !FIRST_FILTERS.includes(name));
  return {
    first: [
      ...['from', 'to', 'text'].flatMap((name) => other(name as 'from')),
      ...FIRST_FILTERS.flatMap(filter),
      ...other('group-by'),
    ],
    filters: group(rest.flatMap(filter)),
    opposites: group([
      ...Object.keys(FILTERS).flatMap((name) => filter(`not-${name}`)),
      ...other('not-text'),
    ]),
    answer: group((['distinct', 'columns', 'sort', 'top', 'limit'] as const).flatMap(other)),
    counts: words('count').length > 0,
    lists: [
      { id: 'keys', values: KEY_NAMES },
      { id: 'systems', values: known.system.slice(0, MOST_SUGGESTED).map(toLine) },
      { id: 'outages', values: ['any', 'none', ...known.outage.slice(0, MOST_SUGGESTED).map(toLine)] },
    ],
  };
}

function group(fields: readonly FormField[]): FieldGroup {
  return { isOpen: fields.some(({ value, choices }) => value !== '' || hasChoice(choices)), fields };
}

function hasChoice(choices: FormField['choices']): boolean {
  return choices?.some(({ value, isChosen }) => isChosen && value !== '') ?? false;
}

function otherFields(name: keyof typeof OTHERS, values: readonly string[]): FormField[] {
  const { label, placeholder, about } = OTHERS[name];
  const list = ['group-by', 'distinct', 'columns', 'sort'].includes(name) ? 'keys' : null;
  const shown = name === 'text' || name === 'not-text' ? values : values.slice(-1);
  return repeat(shown).map((value, place) => ({
    ...{ id: idOf(name, place), name, label: numbered(label, place), about, value, placeholder, list },
    choices: null,
  }));
}

/** Of a filter a field for every value that it has, and one to add another. */
function filterFields(name: string, values: readonly string[], known: KnownNames): FormField[] {
  const of = name.replace(/^not-/, '') as keyof typeof FILTERS;
  const { kind, about, choices }: FilterRule = FILTERS[of];
  const isOpposite = name.startsWith('not-');
  const called = LABELS[of] ?? of.charAt(0).toUpperCase() + of.slice(1);
  const label = isOpposite ? `Not ${LABELS[of] ?? of}` : called;
  const options = choices ?? (kind === 'flag' ? FLAG_VALUES : null);
  const fields = kind === 'flag' || values.length === 0 ? repeat(values) : [...values, ''];
  return fields.map((value, place) => ({
    id: idOf(name, place),
    name,
    label: numbered(label, place),
    about: isOpposite ? `the opposite of: ${about}` : about,
    value: options === null ? value : '',
    placeholder: PLACEHOLDERS[kind],
    list: of in known ? `${of}s` : null,
    choices: options === null ? null : chooseFrom(options, value),
  }));
}

/** What can be chosen, and what was chosen though it cannot be. */
function chooseFrom(options: readonly string[], value: string): FieldChoice[] {
  const all = ['', ...options, ...(value === '' || options.includes(value) ? [] : [value])];
  return all.map((one) => ({ value: one, text: one === '' ? 'any' : toLine(one), isChosen: one === value }));
}

function repeat(values: readonly string[]): readonly string[] {
  return values.length === 0 ? [''] : values;
}

function idOf(name: string, place: number): string {
  return place === 0 ? `ask-${name}` : `ask-${name}-${place + 1}`;
}

function numbered(label: string, place: number): string {
  return place === 0 ? label : `or ${label.charAt(0).toLowerCase()}${label.slice(1)}`;
}
