import type { HeldBackLog } from '../../store/snapshot.js';
import { listWords } from '../../text/list-words.js';
import { formatDuration } from '../../time/duration.js';
import { shellWord } from '../layout/shell-word.js';
import { sizeText, toLine } from '../layout/text.js';
import type { OpenOutage, SourceStatus, StatusReport } from './status.js';

/** The answer of a status: until when all is known and, where somebody said how late that may be, whether it is. */
export interface StatusAnswer {
  /** Null where nobody said how late it may be. */
  readonly word: 'LATE' | 'IN TIME' | null;
  /** A sentence. What strangers wrote in it is harmless. */
  readonly sentence: string;
}

/** Until when all is known; where somebody said how late that may be, whether it is, and by what. */
export function answerOf(status: StatusReport): StatusAnswer {
  const { isLate, maxLagSeconds, lagSeconds, sources } = status;
  const known = knownText(status);
  if (isLate === null || maxLagSeconds === null) return { word: null, sentence: `${known}.` };
  const limit = lengthText(maxLagSeconds);
  const [holder] = sources.filter(({ holdsBack }) => holdsBack);
  const by = holder ? `, held back by ${toLine(holder.path)}` : '';
  const behind = lagSeconds === null ? '' : isLate ? `, more than ${limit}${by}` : `, within ${limit}`;
  return { word: isLate ? 'LATE' : 'IN TIME', sentence: `${known}${behind}.` };
}

function knownText({ observedUntil, lagSeconds }: StatusReport): string {
  if (observedUntil === null || lagSeconds === null)
    return 'Nothing was ever read in full: load reports with oops-report ingest PATH';
  return `All is known until ${timeText(observedUntil)} UTC, ${lagSeconds < 0 ? `${lengthText(-lagSeconds)} ahead` : `${lengthText(lagSeconds)} ago`}`;
}

/** An open outage with since when. */
export function openText({ outage, start }: OpenOutage, at: string): string {
  const open = (Date.parse(at) - Date.parse(start)) / 1000;
  return `${outage} since ${timeText(start)} UTC, ${lengthText(open)}`;
}

/** What somebody may have to do something about. */
export function remarksOn({ isLate, sources, openOutages, heldBackLog }: StatusReport): string[] {
  const [holder] = sources.filter(({ holdsBack }) => holdsBack);
  const isAlone = sources.every(({ knownUntil, holdsBack }) => holdsBack || knownUntil === null);
  const holds = holder !== undefined && (isLate || (holder.isAsWritten && !isAlone));
  const forgotten = openOutages.filter(({ isForgotten }) => isForgotten);
  return [
    ...(holds ? [holderText(holder)] : []),
    ...forgotten.map(
      ({ outage }) =>
        `Somebody forgot to close ${outage}: nothing more is attributed to it. Record its end: oops-report windows end ${shellWord(toLine(outage))}.`,
    ),
    ...(heldBackLog === null ? [] : [heldBackText(heldBackLog)]),
  ];
}

/** That a log has grown, since which processes read an old state, and what to do. */
export function heldBackText({ bytes, readers }: HeldBackLog): string {
  const names = readers.map(({ pid, command }) =>
    command === null ? `${pid}` : `${pid} (${toLine(command)})`,
  );
  const one = readers.length === 1;
  return `The log beside the database has grown to ${sizeText(bytes)}, because process${one ? '' : 'es'} ${listWords(names, 'and')} read${one ? 's' : ''} an old state: it is taken into the database when that has ended.`;
}

function holderText({ path, lastReadAt, knownUntil, isAsWritten }: SourceStatus): string {
  if (!isAsWritten)
    return `${path} holds it back: it was last read in full at ${timeText(lastReadAt)} UTC. See whether its ingest still runs.`;
  return `${path} holds it back: it was not seen to grow, so that it is known until it was written, less the delivery lag (${timeText(knownUntil ?? lastReadAt)} UTC). Load it again when it goes on; what has ended belongs into a database of its own.`;
}

/** The sources, those that are furthest behind first. */
export function furthestFirst(sources: readonly SourceStatus[]): SourceStatus[] {
  return sources.toSorted((a, b) => behindOf(b) - behindOf(a));
}

/** Of what nobody can say how far behind it is, nothing is late. */
function behindOf({ lagSeconds }: SourceStatus): number {
  return lagSeconds ?? Number.NEGATIVE_INFINITY;
}

/** `2011-09-08 08:53:05`. */
export function timeText(instant: string): string {
  return instant.slice(0, 19).replace('T', ' ');
}

/** To the second: what is less does not matter here. */
function lengthText(seconds: number): string {
  return formatDuration(Math.round(seconds) * 1000);
}

/** How far behind a source is; a clock that is ahead makes it ahead. */
export function behindText(lagSeconds: number | null): string {
  if (lagSeconds === null) return 'not known';
  return lagSeconds < 0 ? `${lengthText(-lagSeconds)} ahead` : lengthText(lagSeconds);
}
