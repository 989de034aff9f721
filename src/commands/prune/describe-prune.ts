import type { PruneResult } from '../../prune/prune-store.js';
import { printJson } from '../../reports/layout/outputs.js';
import { plural, sizeText, toLine } from '../../reports/layout/text.js';
import type { Prunable } from '../../store/questions/pruning.js';
import { formatInstant } from '../../time/instant.js';

/** A prune that was done, or only looked at. */
export interface ToldPrune {
  readonly before: number;
  readonly prunable: Prunable;
  /** Null: nothing was done. */
  readonly result: PruneResult | null;
  readonly isDryRun: boolean;
  readonly elapsedSeconds: number | null;
}

/** How it is printed, by format. */
export const PRUNE_OUTPUTS = {
  text: (told: ToldPrune) =>
    [told.result ? describeResult(told, told.result) : describePlan(told), ...faults(told)]
      .map((line) => `${toLine(line)}\n`)
      .join(''),
  json: ({ before, prunable, result, isDryRun, elapsedSeconds }: ToldPrune) =>
    printJson({
      before: formatInstant(before),
      oopses: result?.deleted ?? prunable.oopses,
      firstTime: instantOrNull(prunable.firstTime),
      lastTime: instantOrNull(prunable.lastTime),
      kept: { referenced: prunable.referenced, outages: prunable.outside },
      files: result ? result.files : prunable.files,
      dryRun: isDryRun,
      bytesFreed: result?.bytesFreed ?? null,
      bytesEmpty: result?.bytesEmpty ?? null,
      isFreedLater: result?.isFreedLater ?? null,
      elapsedSeconds,
    }),
} as const;

/** What would be done, in one line. */
export function describePlan({ before, prunable }: ToldPrune): string {
  const { oopses, files } = prunable;
  const kept = describeKept(prunable);
  if (oopses === 0) return `Nothing from before ${formatInstant(before)} is to be deleted.${kept}`;
  const reports = files === null ? '' : `, with up to ${plural(files, 'report')} on disk`;
  return `${plural(oopses, 'OOPS', 'OOPSes')} ${spanText(prunable)} would be deleted${reports}.${kept}`;
}

function describeResult(
  { before, prunable, elapsedSeconds }: ToldPrune,
  { deleted, files, bytesFreed, bytesEmpty, isFreedLater }: PruneResult,
): string {
  const kept = describeKept(prunable);
  if (deleted === 0 && prunable.oopses === 0) {
    return `Nothing from before ${formatInstant(before)} was to be deleted.${kept}`;
  }
  const reports = files === null ? '' : `, with ${plural(files.deleted, 'report')} on disk`;
  const later = isFreedLater ? '; the room of these by a prune an hour later or more' : '';
  const empty = bytesEmpty > 0 ? `, ${sizeText(bytesEmpty)} are left for what is loaded next` : '';
  const seconds = `${Number((elapsedSeconds ?? 0).toFixed(1))} s`;
  return `${plural(deleted, 'OOPS', 'OOPSes')} ${spanText(prunable)} deleted${reports} (${seconds}).${kept} ${sizeText(bytesFreed)} given back${empty}${later}.`;
}

function spanText({ firstTime, lastTime }: Prunable): string {
  if (firstTime === null || lastTime === null) return '';
  return `from ${formatInstant(firstTime)} to ${formatInstant(lastTime)}`;
}

/** What stays of that age, and why. */
function describeKept({ referenced, outside }: Prunable): string {
  const parts = [
    ...(outside > 0 ? [`${outside} because reports of outages need them`] : []),
    ...(referenced > 0 ? [`${referenced} because they are referred to`] : []),
  ];
  return parts.length === 0 ? '' : ` As old, and kept: ${parts.join(', ')}.`;
}

function faults({ result }: ToldPrune): string[] {
  const { staying = [], stayed = 0 } = result?.files ?? {};
  const more = stayed - staying.length;
  return [
    ...staying.map(({ path, reason }) => `${path} stays, and its OOPS: ${reason}.`),
    ...(more > 0 ? [`So do ${more} more.`] : []),
  ];
}

function instantOrNull(at: number | null): string | null {
  return at === null ? null : formatInstant(at);
}
