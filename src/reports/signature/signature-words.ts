import type { Signature } from '../../oops/oops.js';
import { cutLine, toLine } from '../layout/text.js';
import { signatureText } from '../outage/words.js';

/** How much of an exception type is shown, in characters: most are far shorter, and JSON has all. */
const TYPE_SHOWN = 150;

/** A type in a line, cut; empty for none. */
export function typeText(type: string): string {
  return toLine(cutLine(type, TYPE_SHOWN));
}

/** A signature in a line, cut. */
export function shortSignature({ type, value }: Signature): string {
  return signatureText({ type: typeText(type), value });
}
