import { drawLabel, PICTURE_WIDTHS, placeFirst, textWidth } from '../../layout/charts/labels.js';
import { drawLine, drawPicture, drawRectangle } from '../../layout/charts/shapes.js';
import { toLine } from '../../layout/text.js';
import { escapeXml } from '../../layout/xml.js';
import type { OutageReport } from '../outage-report.js';
import { seconds } from '../words.js';

const TOP = 18;
const HEIGHT = 30;

/**
 * Draws the steps of an outage as one bar as long as it took, with a mark where its budget ends. Neighbouring steps
 * differ in shade and are numbered, as in the list below the picture. Empty when no deployment log told of steps.
 */
export function drawStepsSvg({ steps, budget, outage }: OutageReport): string {
  const total = steps.reduce((sum, step) => sum + step.seconds, 0);
  if (total <= 0) return '';
  const scale = 100 / Math.max(total, budget.budgetSeconds);
  let left = 0;
  const bars = steps.flatMap((step, index) => {
    const width = step.seconds * scale;
    const bar = drawRectangle(`step${index % 2}`, { x: left, y: TOP, width, height: HEIGHT });
    const number = drawNumber(index + 1, left, width);
    left += width;
    return [bar, number];
  });
  const limit = budget.budgetSeconds * scale;
  const text = steps.map(({ name, seconds: length }) => `${toLine(name)} ${seconds(length)}`).join(', ');
  const budgetText = { text: `budget ${seconds(budget.budgetSeconds)}`, x: limit, name: '' };
  const labels = placeFirst(
    [
      { ...budgetText, dx: -4, anchor: 'end' },
      { ...budgetText, dx: 4, anchor: 'start' },
    ],
    12,
  );
  return drawPicture(
    {
      name: 'steps',
      height: TOP + HEIGHT + 6,
      title: `The steps of outage ${escapeXml(toLine(outage))}`,
      description: escapeXml(`${text}. The budget is ${seconds(budget.budgetSeconds)}.`),
    },
    [
      ...bars,
      drawLine('edge', { x: limit, y: TOP - 12 }, { x: limit, y: TOP + HEIGHT + 6 }),
      ...labels.map(drawLabel),
    ],
  );
}

/** The number of a step, where its part of the bar is wide enough for it. */
function drawNumber(number: number, left: number, width: number): string {
  const text = String(number);
  const fits = (room: number) => (width / 100) * room > textWidth(text) + 4;
  if (!fits(PICTURE_WIDTHS.wide)) return '';
  const isRoomy = !fits(PICTURE_WIDTHS.narrow);
  return drawLabel({ text, x: left + width / 2, y: TOP + 20, anchor: 'middle', name: 'on-step', isRoomy });
}
