import { countDiscards, type DiscardTally } from '../../analysis/discards.js';
import type { WorthALook } from '../../analysis/evidence.js';
import { formatProbability } from '../../analysis/statistics/probability-text.js';
import { discardWords } from '../discards.js';
import { plural } from '../layout/text.js';
import type { OutageReport, ReportedRise } from './outage-report.js';
import { clock, seconds, signatureText } from './words.js';

/** What is to be known of a system beside its checks, a sentence each: a later rise, and what was thrown away. */
export function systemNotes(discardedBy: readonly DiscardTally[], laterRise: ReportedRise | null): string[] {
  const notes = [];
  if (laterRise) {
    const risen = laterRise.signatures.map((signature) => signatureText(signature)).join('; ');
    notes.push(
      `It fails more than before since ${clock(laterRise.start)}, ${seconds(laterRise.afterSeconds)} after the end, and did not in between: another cause is likely${risen === '' ? '' : ` (${risen})`}.`,
    );
  }
  const discards = countDiscards(discardedBy);
  if (discards > 0) {
    notes.push(
      `At least ${plural(discards, 'event')} of it ${discards === 1 ? 'was' : 'were'} thrown away before anybody could count: ${discardWords(discardedBy)}. Its counts are the least there were.`,
    );
  }
  return notes;
}

/** What the list of things worth a look says before its items. */
export const WORTH_A_LOOK_INTRO =
  'Each is unlikely by itself. Among so many tests some are by chance, so that none of it changes a verdict.';

/** Everything worth a look, a line each. */
export function worthALookTexts({ systems }: OutageReport): string[] {
  return systems.flatMap(({ system, worthALook }) =>
    worthALook.map((one) => `${system}: ${worthALookText(one)}`),
  );
}

/** "3 KeyError in its windows, more than usual (p = 0.00052)". */
export function worthALookText(look: WorthALook): string {
  return `${describeLook(look)} (p = ${formatProbability(look.pValue)})`;
}

function describeLook({ type, of, count }: WorthALook): string {
  switch (of) {
    case 'unexpected':
      return `${count} ${type ?? 'of unknown type'} in its windows, more than usual`;
    case 'not-recovered':
      return `${plural(count, 'failed request')} after the outage, more than before`;
    case 'elevated':
      return `${plural(count, 'other failure')} after the outage, more than before`;
    case 'silent':
      return 'not heard since the outage';
    case 'partly-silent':
      return `a part of it is not heard since the outage (${count})`;
    default:
      return `${type ?? ''} ${of} (${count})`.trim();
  }
}
