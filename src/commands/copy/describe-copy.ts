import { printJson } from '../../reports/layout/outputs.js';
import { plural, toLine } from '../../reports/layout/text.js';
import type { CopyResult } from '../../store/copy/copy-store.js';
import type { KeptCounts } from '../../store/kept.js';
import { listWords } from '../../text/list-words.js';

/** A copy that was made, or compared. */
export interface DescribedCopy extends CopyResult {
  /** What the databases are called. */
  readonly from: string;
  readonly to: string;
  readonly elapsedSeconds: number;
}

/** How it is printed, by format. */
export const COPY_OUTPUTS = {
  text: (copy: DescribedCopy) => (copy.differences.length > 0 ? '' : `${toLine(describeCopy(copy))}\n`),
  json: ({ from, to, copied, isResumed, counts, differences, elapsedSeconds }: DescribedCopy) =>
    printJson({ from, to, copied, resumed: isResumed, counts, differences, elapsedSeconds }),
} as const;

/** One and several of what is counted. */
const WORDS: Readonly<Record<Exclude<keyof KeptCounts, 'contents'>, readonly [one: string, many: string]>> = {
  oopses: ['OOPS', 'OOPSes'],
  files: ['file', 'files'],
  bugs: ['bug', 'bugs'],
  rejects: ['reject', 'rejects'],
  discarded: ['discarded event', 'discarded events'],
  sources: ['source', 'sources'],
  exports: ['export', 'exports'],
  windows: ['window', 'windows'],
  changes: ['change of the window log', 'changes of the window log'],
  runs: ['deployment run', 'deployment runs'],
};

function describeCopy({ from, to, copied, counts, elapsedSeconds }: DescribedCopy): string {
  const parts = (Object.keys(WORDS) as (keyof typeof WORDS)[])
    .filter((what) => counts[what] > 0 || what === 'oopses')
    .map((what) => plural(counts[what], ...WORDS[what]));
  const now = copied === counts.oopses ? '' : ` ${plural(copied, ...WORDS.oopses)} copied this time.`;
  const seconds = `${Number(elapsedSeconds.toFixed(1))} s`;
  return `${to} has all of ${from}: ${listWords(parts, 'and')} (${seconds}).${now}`;
}

/** What a copy lacks, or has too much of, and what to do. */
export function describeDifferences({ from, to, differences }: DescribedCopy): string {
  const parts = differences.map((count) =>
    count.what === 'contents'
      ? 'not the same content'
      : `${count.to} of ${plural(count.from, ...WORDS[count.what])}`,
  );
  return `${to} does not have what ${from} has: ${listWords(parts, 'and')}. If one of them was changed since, copy to a new database.`;
}
