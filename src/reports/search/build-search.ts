import type { ReportContext } from '../../evidence/report-context.js';
import type { Filter } from '../../questions/filters.js';
import { readKeys } from '../../questions/keys.js';
import type { Question, Value } from '../../questions/question.js';
import type { TextQuery } from '../../questions/text-query.js';
import type { Snapshot } from '../../store/snapshot.js';
import { readSearchedWords } from './read-words.js';
import type { FoundSignature, MatchingOops, NamedThings, SearchReport } from './search.js';

/** How many of each kind are told; the rest is a question for `query`. */
const SIGNATURES_TOLD = 10;
const OOPSES_TOLD = 20;
const NAMES_TOLD = 10;

const ALL: Question = {
  ...{ from: null, to: null, filters: [], text: null, groupBy: null, distinct: [], columns: null },
  ...{ sort: null, limit: 1 },
};

/** Looks for words everywhere: in texts of OOPSes, which must be indexed, and in names. */
export async function buildSearch(context: ReportContext, typed: string): Promise<SearchReport> {
  const { data } = context;
  const { text, words, readLiterally } = readSearchedWords(typed);
  const signatures = text ? await countSignatures(data, { text }) : [];
  const [told, others] = [signatures.slice(0, SIGNATURES_TOLD), signatures.slice(SIGNATURES_TOLD)];
  return {
    kind: 'search',
    words: typed,
    readLiterally,
    count: signatures.reduce((sum, { count }) => sum + count, 0),
    signatures: await withLastTimes(data, told),
    signatureCount: told.length + others.length,
    oopses: text && signatures.length > 0 ? await listBest(data, text) : [],
    named: await findNames(context, words, new Set(signatures.map(({ number }) => number))),
  };
}

interface NumberedSignature extends Omit<FoundSignature, 'lastTime'> {
  readonly number: Value;
}

/** More signatures than this are as good as all. */
const MOST_SIGNATURES = 10_000;

async function countSignatures(
  data: Snapshot,
  {
    text = null,
    filters = [],
    limit = MOST_SIGNATURES,
  }: Partial<Pick<Question, 'text' | 'filters' | 'limit'>>,
): Promise<NumberedSignature[]> {
  const groupBy = readKeys('--group-by', 'signature_id,signature_type,signature_value');
  const { rows } = await data.answer({ ...ALL, text, filters, groupBy, limit });
  return rows.map(([number = null, type, value, count]) => ({
    number,
    ...{ type: textOrNull(type), value: String(value ?? ''), count: Number(count) },
  }));
}

async function withLastTimes(
  data: Snapshot,
  signatures: readonly NumberedSignature[],
): Promise<FoundSignature[]> {
  const found: FoundSignature[] = [];
  const columns = readKeys('--columns', 'time');
  for (const { number, ...signature } of signatures) {
    const filters: Filter[] = [{ name: 'signature', values: [String(number)], negated: false }];
    const { rows } = await data.answer({ ...ALL, filters, columns });
    found.push({ ...signature, lastTime: textOrNull(rows[0]?.[0]) });
  }
  return found;
}

async function listBest(data: Snapshot, text: TextQuery): Promise<MatchingOops[]> {
  const columns = readKeys('--columns', 'id,time,system,type,signature_type,signature_value,snippet');
  const { rows } = await data.answer({ ...ALL, text, columns, limit: OOPSES_TOLD });
  return rows.map(([id, time, system, type, signatureType, value, snippet]) => ({
    ...{ id: String(id), time: String(time), system: String(system), type: textOrNull(type) },
    signature: { type: textOrNull(signatureType), value: String(value ?? '') },
    snippet: String(snippet ?? ''),
  }));
}

/** What has all words in its name, in whatever order; of types and signatures in the order of the words. */
async function findNames(
  { data, outages, reporters, systemOf }: ReportContext,
  words: readonly string[],
  known: ReadonlySet<Value>,
): Promise<NamedThings> {
  if (words.length === 0) return { outages: [], systems: [], types: [], signatures: [] };
  const lowered = words.map((word) => word.toLowerCase());
  const has = (...names: readonly (string | null)[]) => {
    const all = names.join(' ').toLowerCase();
    return lowered.every((word) => all.includes(word));
  };
  const pattern = `*${words.join('*')}*`;
  const types = await data.answer({
    ...ALL,
    filters: [{ name: 'type', values: [pattern], negated: false }],
    groupBy: readKeys('--group-by', 'type'),
    limit: NAMES_TOLD,
  });
  const signatures = await countSignatures(data, {
    filters: [{ name: 'signature', values: [pattern], negated: false }],
    limit: known.size + NAMES_TOLD,
  });
  return {
    outages: outages
      .filter(({ id, title }) => has(id, title))
      .slice(-NAMES_TOLD)
      .map(({ id, title }) => ({ id, title }))
      .reverse(),
    systems: [...new Set(reporters.map(({ name }) => systemOf(name)))]
      .filter((system) => has(system))
      .sort()
      .slice(0, NAMES_TOLD),
    types: types.rows.map(([type, count]) => ({ type: String(type ?? ''), count: Number(count) })),
    signatures: await withLastTimes(
      data,
      signatures.filter(({ number }) => !known.has(number)).slice(0, NAMES_TOLD),
    ),
  };
}

function textOrNull(value: Value | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}
