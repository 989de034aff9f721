import { cutLine, plural, toLine } from '../layout/text.js';
import { dayAndClock } from '../outage/words.js';
import type { ListedSignature, SignatureList } from './signature-list.js';
import { typeText } from './signature-words.js';

/** What a list of signatures shows: each text is one harmless line, not yet escaped. */
export interface SignatureListView {
  readonly heading: string;
  /** What there is, and of what time. */
  readonly about: string;
  /** Why none is marked as new; empty where some can be. */
  readonly remark: string;
  /** "Page 2 of 7"; empty where there is one. */
  readonly pageText: string;
  readonly rows: readonly SignatureRow[];
}

interface SignatureRow {
  readonly signature: ListedSignature;
  /** Cut, and empty where there is none; the type stands before it. */
  readonly value: string;
  readonly isNew: boolean;
  readonly bug: number | null;
  readonly count: string;
  /** When it was seen, and how often it is left out. */
  readonly when: string;
}

/** How much of a value is shown, in characters. */
const VALUE_SHOWN = 200;

/** Puts a list of signatures into words. */
export function viewSignatureList(list: SignatureList): SignatureListView {
  const { type, from, to, knownSince, signatureCount, count, suppressed, page, pageCount } = list;
  const isKnownBefore = from !== null && knownSince !== null && knownSince < from;
  const period = from === null ? '' : ` in the seven days before ${dayAndClock(to)} UTC`;
  const leftOut = suppressed === 0 ? '' : `, ${suppressed} of which the normal reports leave out`;
  return {
    heading: type === null ? 'Signatures' : `Signatures ${ofType(type)}`,
    about:
      signatureCount === 0
        ? `No OOPS${type === null ? '' : ` ${ofType(type)}`} was seen${period}.`
        : `${plural(signatureCount, 'signature')} of ${plural(count, 'OOPS', 'OOPSes')}${period}${leftOut}; the most frequent first.`,
    remark:
      from !== null && signatureCount > 0 && !isKnownBefore
        ? 'The database begins within this time: what is new cannot be told.'
        : '',
    pageText: pageCount === 1 ? '' : `Page ${page} of ${pageCount}`,
    rows: list.signatures.map((signature) => ({
      signature,
      value: toLine(cutLine(signature.value, VALUE_SHOWN)),
      isNew: signature.isNew && isKnownBefore,
      bug: signature.bug,
      count: String(signature.count),
      when: whenText(signature),
    })),
  };
}

function ofType(type: string): string {
  return type === '' ? 'without an exception type' : `of ${typeText(type)}`;
}

function whenText({ firstTime, lastTime, count, suppressed }: ListedSignature): string {
  const leftOut = suppressed === count ? 'left out' : `${suppressed} left out`;
  const [first, last] = [dayAndClock(firstTime), dayAndClock(lastTime)];
  return [
    first === last ? `seen ${first}` : `first ${first}, last ${last}`,
    ...(suppressed === 0 ? [] : [leftOut]),
  ].join('; ');
}
