import type { Connection } from '../connecting/connection.js';
import { IS_THERE } from '../schema/tables.js';
import { isOneOf, LATEST, lastWords, type Saying, wordRows } from '../words.js';
import type { Write } from '../writes.js';
import type { KnownNames } from './known-names.js';

/** What was written, by the keys of reporters. */
export interface WrittenReporters {
  readonly added: ReadonlySet<string>;
  readonly gone: ReadonlySet<string>;
}

/**
 * Forgets reporters of which nothing is there any more, and names those again that somebody else forgot while they were heard here:
 * each looks again after it has written, so that one of two sees what the other did.
 *
 * @param firstPart see `wordRows`
 */
export async function settleReporters(
  connection: Connection,
  writing: Write,
  names: KnownNames,
  { added, gone }: WrittenReporters,
  firstPart: number,
): Promise<void> {
  const say = (sayings: readonly Saying<'reporter'>[], part: number) =>
    writing.insert('word', wordRows(writing, 'reporter', sayings, part));
  const name = (keys: readonly string[], part: number) =>
    say(
      keys.map((key) => ({ key, value: { name: names.reporterName(key) } })),
      part,
    );
  await name(await findUnnamed(connection, added), firstPart);
  const left = [...gone].filter((key) => !added.has(key));
  const silent = await findSilent(connection, left);
  if (silent.length === 0) return;
  await say(
    silent.map((key) => ({ key, value: null })),
    firstPart,
  );
  const stillSilent = new Set(await findSilent(connection, silent));
  await name(
    silent.filter((key) => !stillSilent.has(key)),
    firstPart + silent.length,
  );
  for (const key of stillSilent) names.forgetReporter(key);
}

/** Those that have no name. */
async function findUnnamed(connection: Connection, asked: ReadonlySet<string>): Promise<string[]> {
  if (asked.size === 0) return [];
  const found = await lastWords(connection, 'reporter', { cut: LATEST, ...isOneOf([...asked]) });
  const named = new Set(found.map(({ key }) => key));
  return [...asked].filter((key) => !named.has(key));
}

/** Those of which nothing is there. */
async function findSilent(connection: Connection, asked: readonly string[]): Promise<string[]> {
  const heard = await Promise.all(
    asked.map((reporter) =>
      connection.row(
        `SELECT 1 FROM event FINAL
         WHERE reporter = {reporter:String} AND ${IS_THERE} LIMIT 1`,
        { reporter },
      ),
    ),
  );
  return asked.filter((_, place) => heard[place] === undefined);
}
