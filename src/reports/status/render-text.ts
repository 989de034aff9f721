import { discardWords } from '../discards.js';
import { alignColumns } from '../layout/columns.js';
import type { TextLook } from '../layout/outputs.js';
import { type Prose, proseOf } from '../layout/prose.js';
import { plural, sizeText, toLine } from '../layout/text.js';
import type { SourceStatus, StatusReport } from './status.js';
import { answerOf, behindText, furthestFirst, openText, remarksOn, timeText } from './words.js';

/** How many sources are listed, the latest first; JSON has all. */
const SOURCES_SHOWN = 20;

/** Lays out how the data stands. The answer is in the first line, which is all that monitoring shows. */
export function renderStatusText(status: StatusReport, look: TextLook): string {
  const prose = proseOf(look);
  const remarks = remarksOn(status).map((remark) => prose.doubt(prose.hang(' ! ', toLine(remark))));
  const { word, sentence } = answerOf(status);
  const paint = word === 'LATE' ? prose.alarm : prose.good;
  const answer = word === null ? prose.bold(sentence) : `${prose.bold(paint(`${word}.`))} ${sentence}`;
  const lines = [answer, '', ...factLines(status, prose)];
  if (remarks.length > 0) lines.push('', ...remarks);
  if (status.sources.length > 0) lines.push('', ...sourceLines(status.sources, prose));
  return `${lines.join('\n')}\n`;
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

/** The sources as a table, those that are furthest behind first. */
function sourceLines(sources: readonly SourceStatus[], prose: Prose): string[] {
  const rows = furthestFirst(sources)
    .slice(0, SOURCES_SHOWN)
    .map(({ path, kind, lastReadAt, lagSeconds }) => [
      behindText(lagSeconds),
      kind,
      timeText(lastReadAt),
      toLine(path),
    ]);
  const [header = '', ...lines] = alignColumns([['BEHIND', 'KIND', 'READ AT (UTC)', 'SOURCE'], ...rows]);
  const left = sources.length - SOURCES_SHOWN;
  return [prose.soft(header), ...lines, ...(left > 0 ? [` and ${left} more, less far behind`] : [])];
}
