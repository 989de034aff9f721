import { listWords } from '../../text/list-words.js';
import { plural, toLine } from '../layout/text.js';
import type { SignatureReport } from './signature-report.js';

/** The most frequent values of one kind. */
export interface TopListView {
  readonly id: string;
  readonly title: string;
  /** What one of them is. */
  readonly noun: string;
  readonly rows: readonly { readonly count: string; readonly text: string }[];
  /** What there is beside the rows; empty where that is nothing. */
  readonly more: string;
  /** What the link to all of them says. */
  readonly all: string;
  /** The keys that they are counted by. */
  readonly keys: string;
}

/** The lists in their order, what each is of, and by which keys its values are counted. */
export function viewTopLists({ urls, topics, usernames, versions }: SignatureReport): TopListView[] {
  return [
    viewTopList(urls, ({ url }) => url, { id: 'urls', title: 'URLs', noun: ['URL', 'URLs'], keys: 'url' }),
    viewTopList(topics, ({ topic }) => topic, {
      ...{ id: 'topics', title: 'Topics', noun: ['topic', 'topics'], keys: 'topic' },
    }),
    viewTopList(usernames, ({ username }) => username, {
      ...{ id: 'users', title: 'Users', noun: ['user', 'users'], keys: 'user' },
    }),
    viewTopList(versions, versionText, {
      ...{ id: 'versions', title: 'Versions', noun: ['version', 'versions'], keys: 'branch,revision' },
    }),
  ];
}

/** "No OOPS of it names a URL or a user."; empty for no list. */
export function nameUnknown(empty: readonly TopListView[]): string {
  const named = empty.map(({ noun }) => `a ${noun}`);
  return named.length === 0 ? '' : `No OOPS of it names ${listWords(named, 'or')}.`;
}

function versionText({ branchNick, revno }: { branchNick: string | null; revno: string | null }): string {
  return [branchNick, revno].filter((part) => part !== null).join(' ');
}

interface ListWords extends Pick<TopListView, 'id' | 'title' | 'keys'> {
  readonly noun: readonly [one: string, many: string];
}

function viewTopList<Value extends { readonly count: number }>(
  {
    distinct,
    unknown,
    top,
  }: { readonly distinct: number; readonly unknown: number; readonly top: readonly Value[] },
  textOf: (value: Value) => string,
  { noun: [one, many], ...named }: ListWords,
): TopListView {
  const left = distinct - top.length;
  const notes = [
    ...(left > 0 ? [`and ${plural(left, one, many)} more`] : []),
    ...(unknown > 0 ? [`${plural(unknown, 'OOPS names', 'OOPSes name')} none`] : []),
  ];
  return {
    ...named,
    noun: one,
    rows: top.map((value) => ({ count: String(value.count), text: toLine(textOf(value)) || '(empty)' })),
    more: notes.join('; '),
    all: `All of them, counted by ${one}`,
  };
}
