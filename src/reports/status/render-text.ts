import { formatDuration } from '../../time/duration.js';
import { discardWords } from '../discards.js';
import { alignColumns } from '../layout/columns.js';
import type { TextLook } from '../layout/outputs.js';
import { type Prose, proseOf } from '../layout/prose.js';
import { shellWord } from '../layout/shell-word.js';
import { plural, sizeText, toLine } from '../layout/text.js';
import type { OpenOutage, SourceStatus, StatusReport } from './status.js';

/** How many sources are listed, the latest first; JSON has all. */
const SOURCES_SHOWN = 20;

/** Lays out how the data stands. The answer is in the first line, which is all that monitoring shows. */
export function renderStatusText(status: StatusReport, look: TextLook): string {
  const prose = proseOf(look);
  const remarks = remarksOn(status).map((remark) => prose.doubt(prose.hang(' ! ', toLine(remark))));
  const lines = [answerLine(status, prose), '', ...factLines(status, prose)];
  if (remarks.length > 0) lines.push('', ...remarks);
  if (status.sources.length > 0) lines.push('', ...sourceLines(status.sources, prose));
  return `${lines.join('\n')}\n`;
}

/** Until when all is known; where somebody said how late that may be, whether it is, and by what. */
function answerLine(status: StatusReport, prose: Prose): string {
  const { isLate, maxLagSeconds, lagSeconds, sources } = status;
  const known = knownText(status);
  if (isLate === null || maxLagSeconds === null) return prose.bold(`${known}.`);
  const limit = lengthText(maxLagSeconds);
  const [holder] = sources.filter(({ holdsBack }) => holdsBack);
  const by = holder ? `, held back by ${toLine(holder.path)}` : '';
  const behind = lagSeconds === null ? '' : isLate ? `, more than ${limit}${by}` : `, within ${limit}`;
  const [word, paint] = isLate ? (['LATE', prose.alarm] as const) : (['IN TIME', prose.good] as const);
  return `${prose.bold(paint(`${word}.`))} ${known}${behind}.`;
}

function knownText({ observedUntil, lagSeconds }: StatusReport): string {
  if (observedUntil === null || lagSeconds === null)
    return 'Nothing was ever read in full: load reports with oops-report ingest PATH';
  return `All is known until ${timeText(observedUntil)} UTC, ${lengthText(lagSeconds)} ago`;
}

function factLines(status: StatusReport, { hang }: Prose): string[] {
  const { oopses, lastTime, rejects, discarded, discardedLately, openOutages, databaseBytes, at } = status;
  const lately = discardedLately.length === 0 ? 'none' : discardWords(discardedLately);
  const facts: [label: string, text: string][] = [
    ['OOPSes', `${oopses}${lastTime === null ? '' : `, the last at ${timeText(lastTime)} UTC`}`],
    ['Rejects', rejects === 0 ? 'none' : `${rejects}, listed by oops-report rejects`],
    [
      'Discards',
      discarded === 0
        ? 'none'
        : `${plural(discarded, 'event')} thrown away before anybody could count; in the last 24 h: ${lately}`,
    ],
    ['Open', openOutages.map((outage) => openText(outage, at)).join('; ') || 'no window'],
    ...(databaseBytes === null ? [] : [['Database', sizeText(databaseBytes)] as [string, string]]),
  ];
  return facts.map(([label, text]) => hang(` ${label.padEnd(9)} `, toLine(text)));
}

function openText({ outage, start }: OpenOutage, at: string): string {
  const open = (Date.parse(at) - Date.parse(start)) / 1000;
  return `${outage} since ${timeText(start)} UTC, ${lengthText(open)}`;
}

/** What somebody may have to do something about. */
function remarksOn({ isLate, sources, openOutages }: StatusReport): string[] {
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
  ];
}

function holderText({ path, lastReadAt, knownUntil, isAsWritten }: SourceStatus): string {
  if (!isAsWritten)
    return `${path} holds it back: it was last read in full at ${timeText(lastReadAt)} UTC. See whether its ingest still runs.`;
  return `${path} holds it back: it was not seen to grow, so that it is known until it was written, less the delivery lag (${timeText(knownUntil ?? lastReadAt)} UTC). Load it again when it goes on; what has ended belongs into a database of its own.`;
}

/** The sources as a table, those that are furthest behind first. */
function sourceLines(sources: readonly SourceStatus[], prose: Prose): string[] {
  const sorted = sources.toSorted((a, b) => behindOf(b) - behindOf(a));
  const rows = sorted
    .slice(0, SOURCES_SHOWN)
    .map(({ path, kind, lastReadAt, lagSeconds }) => [
      lagSeconds === null ? 'not known' : lengthText(lagSeconds),
      kind,
      timeText(lastReadAt),
      toLine(path),
    ]);
  const [header = '', ...lines] = alignColumns([['BEHIND', 'KIND', 'READ AT (UTC)', 'SOURCE'], ...rows]);
  const left = sources.length - SOURCES_SHOWN;
  return [prose.soft(header), ...lines, ...(left > 0 ? [` and ${left} more, less far behind`] : [])];
}

/** Of what nobody can say how far behind it is, nothing is late. */
function behindOf({ lagSeconds }: SourceStatus): number {
  return lagSeconds ?? Number.NEGATIVE_INFINITY;
}

/** `2011-09-08 08:53:05`. */
function timeText(instant: string): string {
  return instant.slice(0, 19).replace('T', ' ');
}

/** To the second: what is less does not matter here. */
function lengthText(seconds: number): string {
  return formatDuration(Math.round(seconds) * 1000);
}
