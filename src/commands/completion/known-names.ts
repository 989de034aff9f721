import { existsSync } from 'node:fs';
import { readKeys } from '../../questions/keys.js';
import type { Question } from '../../questions/question.js';
import type { Snapshot } from '../../store/snapshot.js';
import { formatDate } from '../../time/instant.js';
import { chooseStore } from '../options/store-address.js';
import type { CommandContext } from '../program/context.js';
import { withSnapshot } from '../program/session.js';

/** So many days, and so many types, are offered. */
const MOST_DAYS = 14;
const MOST_TYPES = 200;

/** What the database and the config that a command line names know. */
export interface KnownNames {
  /** The latest first. */
  readonly outages: readonly string[];
  readonly systems: readonly string[];
  readonly reporters: readonly string[];
  readonly groups: readonly string[];
  /** The last ones on which an outage began or an OOPS happened, the latest first. */
  readonly days: readonly string[];
  /** Exception types, the most frequent first; none where the words ask for none. */
  readonly types: readonly string[];
}

/** Asks the database and the config that the words name. It makes no database where there is none. */
export async function listNames(context: CommandContext, words: readonly string[]): Promise<KnownNames> {
  const wordAfter = (option: string) => words[words.indexOf(option) + 1 || words.length];
  const named = addressAfter('--db', words);
  const address = chooseStore(named, context);
  const isMissing = address.engine === 'sqlite' && !existsSync(address.file);
  const config = wordAfter('--config');
  const globals = {
    ...(isMissing ? { db: ':memory:' } : named !== undefined && { db: named }),
    color: false,
    pager: false,
    quiet: true,
    ...(config === undefined ? {} : { config }),
  };
  return withSnapshot(context, globals, async ({ data, config: { groups, systems } }) => {
    const windows = await data.windows();
    const reporters = await data.reporters();
    const days = [
      ...windows.map(({ start }) => formatDate(start)),
      ...(await valuesOf(data, 'day', MOST_DAYS)),
    ];
    const types =
      words.includes('--type') || words.includes('--not-type')
        ? await valuesOf(data, 'type', MOST_TYPES)
        : [];
    return {
      outages: windows.map(({ outage }) => outage).reverse(),
      systems: [...systems.map(({ name }) => name), ...reporters.map(({ system }) => system)].sort(),
      reporters: reporters.map(({ name }) => name),
      groups: groups.map(({ name }) => name),
      days: [...new Set(days)].sort().reverse().slice(0, MOST_DAYS),
      types,
    };
  });
}

/** An address, which bash takes for several words: it parts them at `:`, `@` and `=`. Undefined where none stands behind the option. */
function addressAfter(option: string, words: readonly string[]): string | undefined {
  const [first, ...rest] = words.slice(words.indexOf(option) + 1 || words.length);
  let address = first;
  for (let at = 0; address !== undefined && /^[:@=]+$/.test(rest[at] ?? ''); at += 2) {
    address += `${rest[at]}${rest[at + 1] ?? ''}`;
  }
  return address;
}

/** The last days, or the most frequent types. */
async function valuesOf(data: Snapshot, key: 'day' | 'type', limit: number): Promise<string[]> {
  const question: Question = {
    from: null,
    to: null,
    filters: [],
    text: null,
    groupBy: readKeys('--group-by', key),
    distinct: [],
    columns: null,
    sort: key === 'day' ? '-day' : '-count',
    limit,
  };
  const { rows } = await data.answer(question);
  return rows.flatMap(([value]) => (value === null || value === undefined ? [] : [String(value)]));
}
