import { cutLine, plural, toLine } from '../layout/text.js';
import { fewIds, fewIdsText } from '../outage/reading/few-ids.js';
import { clock, signatureText } from '../outage/words.js';
import type { Canvas } from './canvas.js';
import { listNews, type NewsGroup } from './news.js';
import type { WatchState } from './watch-state.js';

/** From so many columns on the ids stand beside their group, where below they would take a line of their own. */
const WIDE = 120;
/** Where the text begins, behind time and count. */
const INDENT = ' '.repeat(16);

/**
 * What somebody should look at, the latest to appear first: as many groups as have room, each with an id or two.
 *
 * @param rows how many lines there are, the heading among them
 */
export function newsLines({ report }: WatchState, rows: number, canvas: Canvas): string[] {
  const news = listNews(report);
  const { palette } = canvas;
  if (news.length === 0) return [palette.soft(' Nothing unexpected, and nothing new.')];
  const heading = palette.bold(' What should not be there, or is new: the latest first');
  const each = canvas.width >= WIDE ? 1 : 2;
  const room = Math.floor((rows - 1) / each);
  const shown = news.slice(0, news.length > room ? Math.floor((rows - 2) / each) : room);
  const left = news.length - shown.length;
  if (shown.length === 0)
    return [palette.bold(` ${plural(news.length, 'group')} of what should not be there, or is new`)];
  return [
    heading,
    ...shown.flatMap((group) => groupLines(group, canvas)),
    ...(left > 0 ? [palette.soft(` and ${left} more`)] : []),
  ];
}

function groupLines(group: NewsGroup, { width, palette }: Canvas): string[] {
  const { count, systems, firstTime, isUnexpected, oopsIds } = group;
  const paint = isUnexpected ? palette.alarm : palette.doubt;
  const head = ` ${clock(firstTime)} ${String(count).padStart(5)} `;
  const kind = isUnexpected ? '' : 'new: ';
  const ids = fewIds(oopsIds.map(toLine), count, width - INDENT.length - 20);
  const idText = fewIdsText(ids);
  const where = ` (${systems.map(toLine).join(', ')})`;
  const beside = width >= WIDE ? idText.length + 2 : 0;
  const room = Math.max(0, width - head.length - beside - where.length);
  const text = cutLine(`${kind}${signatureText(group)}`, room) + where;
  const line = `${head}${cutLine(text, Math.max(0, width - head.length - beside))}`;
  const painted = head + paint(line.slice(head.length));
  if (width >= WIDE) return [`${painted}  ${palette.soft(idText)}`];
  return [painted, palette.soft(cutLine(`${INDENT}${idText}`, width))];
}
