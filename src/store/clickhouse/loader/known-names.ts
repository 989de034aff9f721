import type { FilePlace } from '../../records.js';
import type { Connection } from '../connecting/connection.js';
import {
  type ComparePlaces,
  comparePlaces,
  type FolderMark,
  findFolderMarks,
} from '../files/folder-order.js';
import { rejectKeyStart } from '../records/rejects.js';
import { beginsWithOneOf, isOneOf, LATEST, lastWords } from '../words.js';

/** What of reporters, folders and rejects is known, so that it is asked for once and said once. */
export interface KnownNames {
  learnReporters(keys: Iterable<string>): Promise<void>;
  learnFolders(folders: Iterable<string>): Promise<void>;
  /** What was refused in these folders. */
  learnRejects(folders: Iterable<string>): Promise<void>;
  /** The name of a reporter that was learnt, or named, as it was written first. */
  reporterName(key: string): string;
  /** Names a reporter where it has no name yet. */
  nameReporter(key: string, name: string): void;
  /** Says that a reporter is signed by some rules. */
  noteSigned(reporter: string, rules: string): void;
  /** Says that files were read in a folder. */
  noteFolder(folder: string): void;
  readonly comparePlaces: ComparePlaces;
  /** The lines of a file in a folder that was learnt that were refused, 0 for all of it. */
  refusedLines(place: FilePlace): ReadonlySet<number>;
  noteReject(place: FilePlace, line: number, isRefused: boolean): void;
  /** What was named, said and noted since the last time that news were said. */
  readonly news: NewNames;
  /** News were said. */
  clearNews(): void;
  /** Forgets a reporter, of which nothing is stored any more. */
  forgetReporter(key: string): void;
}

/** What has to be said of names. */
export interface NewNames {
  /** Names by keys. */
  readonly reporters: ReadonlyMap<string, string>;
  /** Lists of a reporter's key and the name of rules, by the keys of words. */
  readonly signed: ReadonlyMap<string, { readonly reporter: string; readonly rules: string }>;
  readonly folders: ReadonlySet<string>;
}

const NONE: ReadonlySet<number> = new Set();

/** Knows nothing yet. */
export function createKnownNames(connection: Connection): KnownNames {
  const reporters = new Map<string, string>();
  const signed = new Set<string>();
  const marks = new Map<string, FolderMark>();
  const rejects = new Map<string, Map<string, Set<number>>>();
  let news = createNews();

  /** Those of which nothing was asked before. */
  function lacking(asked: Iterable<string>, known: { has(key: string): boolean }): string[] {
    return [...new Set(asked)].filter((key) => !known.has(key));
  }

  async function learnSigned(keys: readonly string[]): Promise<void> {
    const found = await lastWords(connection, 'signed', {
      cut: LATEST,
      ...beginsWithOneOf(keys.map((key) => `${JSON.stringify([key]).slice(0, -1)},`)),
    });
    for (const { key } of found) signed.add(key);
  }

  return {
    async learnReporters(asked) {
      const keys = lacking(asked, reporters);
      if (keys.length === 0) return;
      const question = { cut: LATEST, ...isOneOf(keys) };
      const [found] = await Promise.all([lastWords(connection, 'reporter', question), learnSigned(keys)]);
      for (const { key, value } of found) if (!reporters.has(key)) reporters.set(key, value.name);
    },
    async learnFolders(asked) {
      const folders = lacking(asked, marks);
      for (const [folder, mark] of await findFolderMarks(connection, folders, LATEST)) {
        if (!marks.has(folder)) marks.set(folder, mark);
      }
    },
    async learnRejects(asked) {
      const folders = lacking(asked, rejects);
      if (folders.length === 0) return;
      const found = await lastWords(connection, 'reject', {
        cut: LATEST,
        ...beginsWithOneOf(folders.map((folder) => rejectKeyStart(folder))),
      });
      for (const folder of folders) rejects.set(folder, new Map());
      for (const { value } of found) noteReject(value, value.line, true);
    },
    reporterName: (key) => reporters.get(key) ?? key,
    nameReporter(key, name) {
      if (reporters.has(key)) return;
      reporters.set(key, name.toWellFormed());
      news.reporters.set(key, name.toWellFormed());
    },
    noteSigned(reporter, rules) {
      const key = JSON.stringify([reporter, rules]);
      if (signed.has(key)) return;
      signed.add(key);
      news.signed.set(key, { reporter, rules });
    },
    noteFolder(folder) {
      if (marks.has(folder)) return;
      marks.set(folder, [Number.MAX_SAFE_INTEGER, marks.size]);
      news.folders.add(folder);
    },
    comparePlaces: comparePlaces(marks),
    refusedLines: ({ directory, name }) => rejects.get(directory)?.get(name) ?? NONE,
    noteReject,
    get news() {
      return news;
    },
    clearNews() {
      news = createNews();
    },
    forgetReporter(key) {
      reporters.delete(key);
      for (const word of signed) if ((JSON.parse(word) as [string])[0] === key) signed.delete(word);
    },
  };

  function noteReject({ directory, name }: FilePlace, line: number, isRefused: boolean): void {
    const names = rejects.get(directory);
    const lines = names?.get(name);
    if (!isRefused) lines?.delete(line);
    else if (lines) lines.add(line);
    else names?.set(name, new Set([line]));
  }
}

function createNews() {
  return {
    reporters: new Map<string, string>(),
    signed: new Map<string, { readonly reporter: string; readonly rules: string }>(),
    folders: new Set<string>(),
  };
}
