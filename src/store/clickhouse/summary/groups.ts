import { compareText } from '../../../text/compare-text.js';
import type { TrackedSignature } from '../../sighted-oops.js';
import type { SummaryRows } from './rows.js';

/** What a section counts together. */
export interface CountedGroup {
  readonly section: number;
  readonly type: string;
  /** Of the signature, or the statement. */
  readonly value: string;
  /** By type and value. */
  readonly signatures: readonly TrackedSignature[];
  readonly count: number;
  readonly botCount: number;
  readonly localReferrerCount: number;
  /** By which its rows are found again: see `GROUP_KEY`. */
  readonly keys: readonly string[];
}

/** The groups of all sections, and what is counted beside them. */
export interface CountedGroups {
  /** Of each section the largest first, then by type and value. */
  readonly groups: readonly CountedGroup[];
  /** Of each section by its place: how many rows it leaves out, because no page of our own led to them. */
  readonly unlisted: readonly number[];
  /** Of all rows. */
  readonly signatures: ReadonlySet<TrackedSignature>;
}

/** What tells groups apart as far as rows know it, as SQL. */
export function groupKey({ section, statement, reading }: SummaryRows): string {
  return `concat(toString(${section}), ' ', toString(${reading.columns.signature}), ifNull(concat(' ', ${statement}), ''))`;
}

/** Counts the groups of all sections at once. */
export async function countGroups(rows: SummaryRows): Promise<CountedGroups> {
  const { isListed, parameters, question, reading, section, statement, where } = rows;
  const { columns, connection, from, vocabulary } = reading;
  const counted = await connection.rows<GroupRow>(
    `SELECT ${groupKey(rows)} AS group_key, any(${section}), any(${columns.signature}), any(${columns.signatureType}),
       any(${columns.signatureValue}), any(${statement}), count(), countIf(${isListed}),
       countIf(${isListed} AND is_bot), countIf(${isListed} AND ${columns.isLocalReferrer})
     FROM ${from} WHERE ${where} GROUP BY group_key`,
    parameters,
  );
  const signatures = new Set<TrackedSignature>();
  const unlisted = question.sections.map(() => 0);
  const groups = new Map<string, OpenGroup>();
  for (const [key, place, number, type, value, by, all, count, bots, local] of counted) {
    const signature = vocabulary.signature(number, type, value);
    signatures.add(signature);
    unlisted[place] = (unlisted[place] ?? 0) + all - count;
    if (count === 0) continue;
    // Statements are counted by exception type; what names none is counted by signature.
    const name = JSON.stringify(by === null ? [place, number] : [place, by, type]);
    const open = groups.get(name) ?? {
      ...{ section: place, type, value: by ?? value, signatures: [], keys: [] },
      ...{ count: 0, botCount: 0, localReferrerCount: 0 },
    };
    groups.set(name, open);
    open.signatures.push(signature);
    open.keys.push(key);
    open.count += count;
    open.botCount += bots;
    open.localReferrerCount += local;
  }
  for (const { signatures: own } of groups.values()) own.sort(compareNames);
  return {
    groups: [...groups.values()].sort(
      (a, b) => a.section - b.section || b.count - a.count || compareNames(a, b),
    ),
    unlisted,
    signatures,
  };
}

interface OpenGroup extends CountedGroup {
  readonly signatures: TrackedSignature[];
  readonly keys: string[];
  count: number;
  botCount: number;
  localReferrerCount: number;
}

type GroupRow = readonly [
  key: string,
  section: number,
  signature: number,
  type: string,
  value: string,
  statement: string | null,
  all: number,
  listed: number,
  bots: number,
  local: number,
];

function compareNames(
  a: { readonly type: string; readonly value: string },
  b: { readonly type: string; readonly value: string },
): number {
  return compareText(a.type, b.type) || compareText(a.value, b.value);
}
