import type { OutageWindow } from '../../outages/window.js';
import type { Interval } from '../../time/interval.js';
import type { KeptBug } from '../kept.js';
import type { Discard, ReadExport, Reject, Source, StoredRun, WindowChange } from '../records.js';
import type { Connection } from './connecting/connection.js';
import type { Write } from './writes.js';

/** What words are about, and what each says of its key. */
export interface Words {
  /** By its key: see `keyOfName`. */
  readonly reporter: { readonly name: string };
  /** That OOPSes of a reporter were signed by some rules, see `nameRules`: by a JSON list of its key and the rules' name. */
  readonly signed: { readonly reporter: string; readonly rules: string };
  /** By the path: that files were read in it. The first word on it counts, not the last: see `findFolderMarks`. */
  readonly folder: Readonly<Record<string, never>>;
  /** By `windowKey`. */
  readonly window: OutageWindow;
  /**
   * By the outage, and what makes each of its changes another: a JSON list of it, the stamp, and the place in the writing; of a change
   * that another store kept, 0 and its place there.
   */
  readonly 'window-change': WindowChange;
  /** By the start of the run, in milliseconds. */
  readonly run: StoredRun;
  /** By the number of the signature, whose texts no OOPS has to have any more. */
  readonly bug: KeptBug;
  /** By the path, as the next. */
  readonly source: Source;
  readonly export: ReadExport;
  /** By a JSON list of directory, name and line. */
  readonly reject: Reject;
  /** By what said so. */
  readonly discard: readonly Discard[];
  /** By no key: all outages that OOPSes belong to. */
  readonly attribution: readonly StoredOutage[];
  /** By no key. It is that of the attributions with this stamp. */
  readonly basis: { readonly text: string; readonly of: number };
  /** By no key: how far the copy of another store into this one is. */
  readonly copy: { readonly progress: string };
  /** By the stamp: the stretches of time of which OOPSes were pruned by then. Who says more takes back what it has in it. */
  readonly 'pruned-span': readonly Interval[];
  /** By the stamp, until it is cleared away: see `clearAway`. */
  readonly pruned: TakenBack;
  readonly schema: { readonly version: number };
}

/** Which OOPSes a prune took back: all that were there by its cut, as a question of `PruneQuestion`. */
export interface TakenBack {
  readonly before: number;
  readonly stretches: readonly Interval[];
  /** The keys of those ids that stayed. */
  readonly kept: readonly string[];
  readonly cut: number;
}

/** Which rows of `attribution` say what belongs to an outage. */
export interface StoredOutage {
  readonly outage: string;
  /** The stamp of the writing that wrote them. */
  readonly generation: number;
  /** Equal where they say the same. */
  readonly digest: string;
}

export type WordKind = keyof Words;

/** The last word on a key. */
export interface Word<Value> {
  readonly key: string;
  readonly value: Value;
  /** When it was said, in microseconds since the Unix epoch by the clock of the servers. */
  readonly stamp: number;
}

/** The cut of who wants to know all that was said. */
export const LATEST = Number.MAX_SAFE_INTEGER;

/** Which words are asked for. */
export interface WordQuestion {
  /** What was said later is not known. */
  readonly cut: number;
  /** A condition on `key`, with parameters. */
  readonly where?: string;
  /** A condition on `last_value`, which is what was said last. */
  readonly holds?: string;
  /** No more than so many, those with the first keys; absent: all. */
  readonly most?: number | undefined;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/** The last words of a kind, in the order of their keys; what was taken back is not among them. */
export async function lastWords<Kind extends WordKind>(
  connection: Connection,
  kind: Kind,
  { cut, where = '1', holds = '1', most, parameters = {} }: WordQuestion,
): Promise<Word<Words[Kind]>[]> {
  const rows = await connection.rows<[key: string, value: string, stamp: number]>(
    `SELECT key, argMax(value, (stamp, part)) AS last_value, max(stamp) AS last_stamp
     FROM word WHERE kind = {kind:String} AND stamp <= {cut:Int64} AND (${where})
     GROUP BY key HAVING argMax(is_gone, (stamp, part)) = 0 AND (${holds}) ORDER BY key
     ${most === undefined ? '' : 'LIMIT {most:UInt64}'}`,
    { ...parameters, kind, cut, ...(most !== undefined && { most }) },
  );
  return rows.map(([key, value, stamp]) => ({ key, value: JSON.parse(value) as Words[Kind], stamp }));
}

/** A condition on `key`, with its parameters. */
export type KeyCondition = Required<Pick<WordQuestion, 'where' | 'parameters'>>;

/** That a key is one of several. */
export function isOneOf(keys: readonly string[]): KeyCondition {
  return {
    where: 'key IN {keys:Array(String)}',
    parameters: { keys: keys.map((key) => key.toWellFormed()) },
  };
}

/** That a key begins with one of several texts: only what does is read. */
export function beginsWithOneOf(starts: readonly string[]): KeyCondition {
  const conditions = starts.map((_, place) => `startsWith(key, {start_${place}:String})`);
  return {
    where: conditions.length === 0 ? '0' : conditions.join(' OR '),
    parameters: Object.fromEntries(starts.map((start, place) => [`start_${place}`, start])),
  };
}

/** Something to be said of a key; null takes back what was said. */
export interface Saying<Kind extends WordKind> {
  readonly key: string;
  readonly value: Words[Kind] | null;
}

/** Says something of each of several keys; of one that comes twice the later holds. */
export async function sayWords<Kind extends WordKind>(
  write: Write,
  kind: Kind,
  sayings: readonly Saying<Kind>[],
): Promise<void> {
  await write.insert('word', wordRows(write, kind, sayings));
}

/**
 * The rows that say something of each of several keys.
 *
 * @param firstPart one writing that says something of a key twice has another one for the second time, which is larger
 */
export function wordRows<Kind extends WordKind>(
  { stamp }: Pick<Write, 'stamp'>,
  kind: Kind,
  sayings: readonly Saying<Kind>[],
  firstPart = 0,
): object[] {
  return sayings.map(({ key, value }, place) => ({
    kind,
    key: key.toWellFormed(),
    stamp,
    part: firstPart + place,
    is_gone: Number(value === null),
    value: value === null ? '' : JSON.stringify(value),
  }));
}
