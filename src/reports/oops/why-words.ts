import { toLine } from '../layout/text.js';
import type { AttributionExplanation } from './explain-attribution.js';

/** Whether the normal report leaves an OOPS out, for which outage, and else where it counts it. */
export function conclusionText({
  attribution,
  isSuppressed,
  section,
  groups,
  isTimeInexact,
}: AttributionExplanation): string {
  const where = `${toLine(section ?? '')}${groups.length > 0 ? ` of ${groups.map(toLine).join(', ')}` : ''}`;
  if (isTimeInexact)
    return `Its time is only a day, so it belongs to no outage. The normal report counts it in ${where}.`;
  if (!attribution) return `It belongs to no outage. The normal report counts it in ${where}.`;
  const belongs = `It belongs to outage ${toLine(attribution.outage)} (${attribution.phase}, ${attribution.relation}) and was ${attribution.disposition} there.`;
  if (!isSuppressed)
    return `${belongs} It matches neverSuppress: the normal report counts it all the same, in ${where}.`;
  const listed = attribution.disposition === 'unexpected' ? ', and lists it among the unexpected ones' : '';
  return `${belongs} The normal report leaves it out${listed}.`;
}

/** The expected failure of its system that an OOPS matches, and by what. */
export function expectedText({ expectedFailure, system }: AttributionExplanation): string {
  if (!expectedFailure) return `It matches no expected failure of ${toLine(system)}.`;
  const { type, value, phrase, cause } = expectedFailure;
  const words =
    value === null ? 'any value' : phrase === null ? `value /${value}/` : `"${phrase}" in its value`;
  const what = cause === null ? 'It' : `It was raised from ${cause.type ?? 'what has no type'}, which`;
  return toLine(`${what} matches the expected failure ${type} with ${words}.`);
}

/**
 * Seconds from an edge of a window: negative before it.
 *
 * @example
 * signedSeconds(1.5); // '+1.5'
 */
export function signedSeconds(seconds: number): string {
  return seconds > 0 ? `+${seconds}` : String(seconds);
}
