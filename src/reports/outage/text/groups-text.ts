import { paintMatches } from '../../layout/colour.js';
import type { Prose } from '../../layout/prose.js';
import { toLine } from '../../layout/text.js';
import type { FailureModeGroup, SignatureGroup, UnexpectedGroup } from '../outage-report.js';
import { fewIds, fewIdsText } from '../reading/few-ids.js';
import { modeText } from '../rendering/view.js';
import { rootText, signatureText } from '../words.js';

/** How many characters of a line ids may take, so that they do not hide what stands beside them. */
export function roomForIds({ width }: Prose): number {
  return width - 20;
}

/** OOPSes of one signature: how many, what, where, and which. */
export function groupText(group: SignatureGroup, where: string, prose: Prose): string {
  const ids = fewIds(group.oopsIds.map(toLine), group.count, roomForIds(prose));
  return [
    prose.hang(`${String(group.count).padStart(5)} `, `${signatureText(group)} (${toLine(where)})`),
    ...rootLines(group, prose),
    prose.soft(prose.hang('      ', fewIdsText(ids))),
  ].join('\n');
}

/** The same of what should not have been there, with the frames in which it happened. */
export function unexpectedText(group: UnexpectedGroup, where: string, prose: Prose): string {
  const frames = group.traceback.map((line) => prose.hang(indentOf(line), toLine(line)));
  return [paintMatches(groupText(group, where, prose), /^ *\d+/, prose.alarm), ...frames].join('\n');
}

/** Where a line of a traceback begins below its group. */
function indentOf(line: string): string {
  return ' '.repeat(6 + Math.min(8, line.length - line.trimStart().length));
}

/** A way in which it failed: how often, what, what it meant, when and where. */
export function failureModeText(group: FailureModeGroup, prose: Prose): string {
  const where = prose.hang('      ', toLine(modeText(group)));
  return [
    prose.hang(`${String(group.count).padStart(5)} `, signatureText(group)),
    ...rootLines(group, prose),
    paintMatches(where, /^ *unexpected\b/, prose.alarm),
  ].join('\n');
}

/** What an exception was raised from in the end, where that says more than itself. */
function rootLines(group: SignatureGroup, { hang }: Prose): string[] {
  const root = rootText(group);
  return root === '' ? [] : [hang('      root: ', root)];
}
