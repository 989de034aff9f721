import { drawRectangle, drawText, round } from '../../layout/svg.js';
import { toLine } from '../../layout/text.js';
import { escapeXml } from '../../layout/xml.js';
import type { OutageReport } from '../outage-report.js';
import { seconds } from '../words.js';

const WIDTH = 960;
const TOP = 18;
const HEIGHT = 30;

/**
 * Draws the steps of an outage as one bar as long as it took, with a mark where its budget ends. Neighbouring steps
 * differ in shade and are numbered, as in the list below the picture. Empty when no deployment log told of steps.
 */
export function drawStepsSvg({ steps, budget, outage }: OutageReport): string {
  const total = steps.reduce((sum, step) => sum + step.seconds, 0);
  if (total <= 0) return '';
  const scale = WIDTH / Math.max(total, budget.budgetSeconds);
  let left = 0;
  const bars = steps.map((step, index) => {
    const width = step.seconds * scale;
    const bar = drawRectangle(`step${index % 2}`, { x: left, y: TOP, width, height: HEIGHT });
    const middle = { name: 'on-step', x: left + width / 2, y: TOP + 20, anchor: 'middle' } as const;
    const label = width > 16 ? drawText(middle, String(index + 1)) : '';
    left += width;
    return bar + label;
  });
  const limit = round(budget.budgetSeconds * scale);
  const text = steps.map(({ name, seconds: length }) => `${toLine(name)} ${seconds(length)}`).join(', ');
  return [
    `<svg class="steps" viewBox="0 0 ${WIDTH} ${TOP + HEIGHT + 6}" role="img">`,
    `<title>The steps of outage ${escapeXml(toLine(outage))}</title>`,
    `<desc>${escapeXml(`${text}. The budget is ${seconds(budget.budgetSeconds)}.`)}</desc>`,
    ...bars,
    `<path class="edge" d="M${Math.min(limit, WIDTH - 1)} ${TOP - 6}V${TOP + HEIGHT + 6}"/>`,
    drawText(
      { x: Math.min(limit, WIDTH) - 4, y: 12, anchor: 'end' },
      `budget ${seconds(budget.budgetSeconds)}`,
    ),
    '</svg>',
  ].join('\n');
}
