import type { Cause } from '../../../oops/oops.js';
import { compareText } from '../../../text/compare-text.js';
import type {
  AttributedCount,
  CodeVersion,
  SignatureProfile,
  SignatureQuestion,
} from '../../questions/signatures.js';
import { numberAttributionKinds } from '../answer/block-columns.js';
import { createPairNumbers } from '../answer/pair-numbers.js';
import { iterateBlocks } from '../blocks/fact-block.js';
import { INEXACT } from '../blocks/fact-columns.js';
import { IntervalIndex } from '../blocks/interval-index.js';
import type { Db } from '../db.js';
import type { Numbered } from '../numbered.js';
import { readAttributionKinds } from './attribution-kinds.js';
import { ValueCounts } from './top-values.js';

const COLUMNS = [
  ...(['time', 'flags', 'reporter_id', 'exception_id', 'signature_id', 'url_id', 'username_id'] as const),
  ...(['topic_id', 'branch_id', 'revno_id'] as const),
];

/** Goes once through the OOPSes of a signature. See `describeSignature` of the port. */
export function describeSignature(
  db: Db,
  numbered: Numbered,
  { signature, interval, steps, most }: SignatureQuestion,
): SignatureProfile {
  const wanted = numbered.numberOf(signature);
  const kindsOf = numberAttributionKinds(db);
  const kinds = readAttributionKinds(db);
  const stepOf = new IntervalIndex(steps);
  const stepCounts = steps.map(() => ({ count: 0, suppressed: 0 }));
  const ofKind = new Uint32Array(kinds.length);
  const reporters = new ValueCounts();
  const [usernames, urls, topics] = [new ValueCounts(), new ValueCounts(), new ValueCounts()];
  const versions = new ValueCounts();
  const versionPairs = createPairNumbers();
  const exceptionIds = new Set<number>();
  let [count, inexact] = [0, 0];
  for (const block of iterateBlocks(db, interval, COLUMNS)) {
    const own = kindsOf(block.number);
    for (let row = 0; row < block.time.length; row++) {
      if (block.signature_id[row] !== wanted) continue;
      const time = block.time[row] as number;
      if (time < interval.start || time >= interval.end) continue;
      count += 1;
      const kind = own[block.place[row] as number] as number;
      ofKind[kind] = (ofKind[kind] as number) + 1;
      if ((block.flags[row] as number) & INEXACT) inexact += 1;
      else addToStep(stepCounts[stepOf.of(time)], kinds[kind]?.isSuppressed ?? false);
      reporters.add(block.reporter_id[row] as number, 0);
      exceptionIds.add(block.exception_id[row] as number);
      usernames.add(block.username_id[row] as number, time);
      urls.add(block.url_id[row] as number, time);
      topics.add(block.topic_id[row] as number, time);
      const [branch, revno] = [block.branch_id[row] as number, block.revno_id[row] as number];
      versions.add(branch + revno === 0 ? 0 : 1 + versionPairs.numberOf(branch, revno), time);
    }
  }
  const textOf = (id: number) => numbered.lookups.textById(id);
  const topTexts = (counts: ValueCounts) => counts.top(most, textOf, (text) => text);
  const versionOf = (number: number): CodeVersion => {
    const [branch, revno] = versionPairs.pairOf(number - 1).map((id) => (id === 0 ? null : textOf(id)));
    return { branch: branch ?? null, revno: revno ?? null };
  };
  const attributed = kinds.flatMap((kind, place): AttributedCount[] =>
    kind && ofKind[place] ? [{ ...kind, count: ofKind[place] as number }] : [],
  );
  return {
    count,
    suppressed: attributed.reduce((sum, one) => sum + (one.isSuppressed ? one.count : 0), 0),
    inexact,
    steps: stepCounts,
    reporters: reporters
      .top(Number.POSITIVE_INFINITY, numbered.reporter, (name) => name)
      .values.map(({ value, count: times }) => ({ reporter: value, count: times }))
      .sort((a, b) => b.count - a.count || compareText(a.reporter, b.reporter)),
    versions: versions.top(most, versionOf, ({ branch, revno }) => JSON.stringify([branch, revno])),
    usernames: topTexts(usernames),
    urls: topTexts(urls),
    topics: topTexts(topics),
    attributed,
    causes: findCommonCauses(db, numbered, exceptionIds),
  };
}

function addToStep(step: { count: number; suppressed: number } | undefined, isSuppressed: boolean): void {
  if (!step) return;
  step.count += 1;
  if (isSuppressed) step.suppressed += 1;
}

/** How the chains of many exceptions are told apart; exported so that a test can pin the plan. */
export const SELECT_CHAINS = `
  SELECT DISTINCT c.value FROM json_each(@ids) i CROSS JOIN exception e ON e.id = i.value
    LEFT JOIN text c ON c.id = e.causes_id LIMIT 2`;

/** The chain that all of the exceptions have; null where they differ. */
function findCommonCauses(
  db: Db,
  { lookups }: Numbered,
  exceptionIds: ReadonlySet<number>,
): readonly Cause[] | null {
  if (exceptionIds.size === 0 || !lookups.hasCauses) return [];
  const chains = db
    .prepare(SELECT_CHAINS)
    .pluck()
    .all({ ids: JSON.stringify([...exceptionIds]) }) as (string | null)[];
  if (chains.length > 1) return null;
  return chains[0] == null ? [] : (JSON.parse(chains[0]) as Cause[]);
}
