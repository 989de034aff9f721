import { compareText } from '../../../text/compare-text.js';
import type { SummarisedGroup, SummarisedUrl } from '../../questions/summary.js';
import { type CountedGroup, groupKey } from './groups.js';
import type { SummaryRows } from './rows.js';

/** How many URLs of a group are named, and how many ids of each. */
const URLS_NAMED = 5;
const IDS_NAMED = 10;

/** Tells of groups that are shown what is not counted of all: in the order of the groups. */
export async function describeGroups(
  rows: SummaryRows,
  groups: readonly CountedGroup[],
): Promise<SummarisedGroup[]> {
  if (groups.length === 0) return [];
  const ofGroups = readGroups(rows, groups);
  const [methods, urls, urlCounts, referrers] = await Promise.all([
    countMethods(ofGroups),
    describeUrls(ofGroups),
    countUrls(ofGroups),
    findTopReferrers(ofGroups),
  ]);
  return groups.map(({ type, value, signatures, count, botCount, localReferrerCount, section }, place) => ({
    ...{ type, value, signatures, count, botCount, localReferrerCount },
    topLocalReferrer: rows.question.sections[section]?.localReferrersOnly
      ? (referrers.get(place) ?? null)
      : null,
    urlCount: urlCounts.get(place) ?? 0,
    methods: methods.get(place) ?? {},
    urls: urls.get(place) ?? [],
  }));
}

/** The rows of some groups. */
interface GroupedRows {
  readonly rows: SummaryRows;
  /** The place of the group, as SQL. */
  readonly group: string;
  readonly where: string;
  readonly parameters: SummaryRows['parameters'];
}

function readGroups(rows: SummaryRows, groups: readonly CountedGroup[]): GroupedRows {
  const group = `transform(${groupKey(rows)}, {group_keys:Array(String)}, {group_places:Array(Int32)}, -1)`;
  return {
    ...{ rows, group },
    where: `${rows.where} AND ${rows.isListed} AND ${group} >= 0`,
    parameters: {
      ...rows.parameters,
      group_keys: groups.flatMap(({ keys }) => keys),
      group_places: groups.flatMap(({ keys }, place) => keys.map(() => place)),
    },
  };
}

async function countMethods({
  rows,
  group,
  where,
  parameters,
}: GroupedRows): Promise<ReadonlyMap<number, Readonly<Record<string, number>>>> {
  const { connection, from } = rows.reading;
  const counted = await connection.rows<[group: number, method: string, count: number]>(
    `SELECT ${group} AS place, assumeNotNull(method) AS name, count() FROM ${from}
     WHERE ${where} AND method IS NOT NULL GROUP BY place, name`,
    parameters,
  );
  const ofGroups = Map.groupBy(counted, ([place]) => place);
  return new Map(
    Array.from(ofGroups, ([place, own]) => [
      place,
      Object.fromEntries(
        own.map(([, method, count]) => [method, count] as const).sort(([a], [b]) => compareText(a, b)),
      ),
    ]),
  );
}

async function countUrls({
  rows,
  group,
  where,
  parameters,
}: GroupedRows): Promise<ReadonlyMap<number, number>> {
  const { connection, from } = rows.reading;
  return new Map(
    await connection.rows<[group: number, count: number]>(
      `SELECT ${group} AS place, uniqExact(isNull(url), ifNull(url, '')) FROM ${from} WHERE ${where} GROUP BY place`,
      parameters,
    ),
  );
}

/** The most frequent URLs of groups, of equals the one that was seen first; then the first OOPSes of these alone. */
async function describeUrls({
  rows,
  group,
  where,
  parameters,
}: GroupedRows): Promise<ReadonlyMap<number, readonly SummarisedUrl[]>> {
  const { connection, from } = rows.reading;
  const named = await connection.rows<[group: number, isNone: number, url: string, count: number]>(
    `SELECT ${group} AS place, isNull(url) AS is_none, ifNull(url, '') AS address, count() AS times
     FROM ${from} WHERE ${where} GROUP BY place, is_none, address
     ORDER BY place, times DESC, min((time, id_key)) LIMIT ${URLS_NAMED} BY place`,
    parameters,
  );
  const described = await connection.rows<
    [
      group: number,
      isNone: number,
      url: string,
      ids: readonly (readonly [number, string, string])[],
      topic: string,
    ]
  >(
    `SELECT ${group} AS place, isNull(url) AS is_none, ifNull(url, '') AS address,
       groupArraySorted(${IDS_NAMED})((time, id_key, id)), argMinIf(ifNull(topic, ''), (time, id_key), topic IS NOT NULL)
     FROM ${from} WHERE ${where} AND (place, is_none, address) IN
       arrayZip({named_groups:Array(Int32)}, {named_none:Array(UInt8)}, {named_urls:Array(String)})
     GROUP BY place, is_none, address`,
    {
      ...parameters,
      named_groups: named.map(([place]) => place),
      named_none: named.map(([, isNone]) => isNone),
      named_urls: named.map(([, , url]) => url),
    },
  );
  const keyOf = (place: number, isNone: number, url: string) => JSON.stringify([place, isNone, url]);
  const known = new Map(described.map((row) => [keyOf(row[0], row[1], row[2]), row]));
  const ofGroups = Map.groupBy(named, ([place]) => place);
  return new Map(
    Array.from(ofGroups, ([place, urls]) => [
      place,
      urls.map(([, isNone, url, count]) => {
        const [, , , ids = [], topic = ''] = known.get(keyOf(place, isNone, url)) ?? [];
        return { url, topic, count, oopsIds: ids.map(([, , id]) => id) };
      }),
    ]),
  );
}

/** The page of our own that led to most of a group, of equals the one that was seen first. */
async function findTopReferrers({
  rows,
  group,
  where,
  parameters,
}: GroupedRows): Promise<ReadonlyMap<number, string>> {
  const { connection, from } = rows.reading;
  if (!rows.question.sections.some(({ localReferrersOnly }) => localReferrersOnly)) return new Map();
  const found = await connection.rows<[group: number, referrer: string]>(
    `SELECT ${group} AS place, assumeNotNull(referrer) AS page FROM ${from}
     WHERE ${where} AND referrer IS NOT NULL AND has({local_only:Array(Int32)}, ${rows.section})
     GROUP BY place, page ORDER BY place, count() DESC, min((time, id_key)) LIMIT 1 BY place`,
    parameters,
  );
  return new Map(found);
}
