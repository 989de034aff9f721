import type { ReportContext } from '../../evidence/report-context.js';
import type { SignatureTally } from '../../store/questions/signatures.js';
import { compareText } from '../../text/compare-text.js';
import { formatInstant } from '../../time/instant.js';
import { millisecondsInDay } from '../../time/lengths.js';
import type { SignatureList } from './signature-list.js';

/** How many signatures a page has. */
const PAGE_SIZE = 100;

/** How far back the most frequent ones are counted. */
const DAYS_BACK = 7;

/** What is to be listed. */
export interface SignatureListQuestion {
  /** The exception type, to the letter, of which all are listed; null: the most frequent ones of the last seven days. */
  readonly type: string | null;
  /** From 1; one that is past the last is as the last. */
  readonly page: number;
  /** What stands for the value of a signature in addresses. */
  readonly digestOf: (value: string) => string;
}

/**
 * Lists signatures: all of an exception type, or those of the seven days before `observedUntil`. What the normal report leaves out
 * follows the attributions as they were written last.
 */
export async function listSignatures(
  context: ReportContext,
  { type, page, digestOf }: SignatureListQuestion,
): Promise<SignatureList> {
  const { data, observedUntil, firstOopsAt } = context;
  const { from, to } = await intervalOf(context, type);
  const tallied = await data.tallySignatures({ start: from ?? Number.MIN_SAFE_INTEGER, end: to });
  const wanted = type === null ? null : new Set(await data.signaturesOfType(type));
  const tallies = wanted ? tallied.filter(({ signature }) => wanted.has(signature)) : [...tallied];
  tallies.sort(compareTallies);
  const pageCount = Math.max(1, Math.ceil(tallies.length / PAGE_SIZE));
  const number = Math.min(page, pageCount);
  const shown = tallies.slice((number - 1) * PAGE_SIZE, number * PAGE_SIZE);
  const first = await data.firstSeen(shown.map(({ signature }) => signature));
  return {
    kind: 'signatures',
    type,
    from: from === null ? null : formatInstant(from),
    to: formatInstant(to),
    observedUntil: formatInstant(observedUntil),
    knownSince: firstOopsAt === null ? null : formatInstant(firstOopsAt),
    count: tallies.reduce((sum, { count }) => sum + count, 0),
    suppressed: tallies.reduce((sum, { suppressed }) => sum + suppressed, 0),
    signatureCount: tallies.length,
    page: number,
    pageCount,
    signatures: shown.map(({ signature, count, suppressed, firstTime, lastTime }) => {
      const seenFirst = first.get(signature) ?? firstTime;
      return {
        ...{ type: signature.type, value: signature.value, digest: digestOf(signature.value) },
        ...{ bug: signature.bug, count, suppressed },
        firstTime: formatInstant(seenFirst),
        lastTime: formatInstant(lastTime),
        isNew: from !== null && seenFirst >= from,
      };
    }),
  };
}

/** From the first moment on where `from` is null. */
async function intervalOf(
  { data, asOf, observedUntil }: ReportContext,
  type: string | null,
): Promise<{ readonly from: number | null; readonly to: number }> {
  const { lastTime } = await data.totals();
  const last = Math.min(asOf ?? Number.POSITIVE_INFINITY, Math.max(observedUntil, (lastTime ?? 0) + 1));
  if (type !== null) return { from: null, to: last };
  // Where nothing was read in full, the last OOPS is the last that is known.
  const to = observedUntil > 0 ? observedUntil : last;
  return { from: to - DAYS_BACK * millisecondsInDay, to };
}

/** The most frequent first; of equals the one that was seen last. Texts are asked for last, because they may have to be looked up. */
function compareTallies(a: SignatureTally, b: SignatureTally): number {
  return (
    b.count - a.count ||
    b.lastTime - a.lastTime ||
    compareText(a.signature.type, b.signature.type) ||
    compareText(a.signature.value, b.signature.value)
  );
}
