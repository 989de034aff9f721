import { formatDuration } from '../../time/duration.js';
import type { DailyReport } from './daily-report.js';
import { clockText } from './daily-words.js';

const WIDTH = 720;
const HEIGHT = 150;
const TOP = 14;
const BOTTOM = 20;
const LEFT = 40;
const PLOT_WIDTH = WIDTH - LEFT;
const PLOT_HEIGHT = HEIGHT - TOP - BOTTOM;

/**
 * Draws how the period went as SVG that needs no script: a bar a step, what was reported below and what was left out on
 * top of it, and the outages shaded behind. Its colours are the classes of the page that it stands in. It is made of
 * numbers only, so that nothing in it needs escaping.
 */
export function drawTimeline({ from, to, timeline, outages }: DailyReport): string {
  const start = Date.parse(from);
  const length = Date.parse(to) - start;
  const { reported, suppressed, secondsPerStep } = timeline;
  const highest = Math.max(1, ...reported.map((count, step) => count + (suppressed[step] ?? 0)));
  const x = (at: number) => LEFT + (PLOT_WIDTH * Math.min(Math.max(at - start, 0), length)) / length;
  const scale = (count: number) => (PLOT_HEIGHT * count) / highest;

  const shades = outages.map((outage) => {
    const left = x(Date.parse(outage.start));
    const right = x(outage.end === null ? start + length : Date.parse(outage.end));
    // An outage of seconds in a day of hours still has to be seen.
    return rectangle('window', left, TOP, Math.max(right - left, 2), PLOT_HEIGHT);
  });
  const bars = reported.map((count, step) => {
    const left = x(start + step * secondsPerStep * 1000);
    const width = Math.max(x(start + (step + 1) * secondsPerStep * 1000) - left - 1, 0.5);
    const leftOut = suppressed[step] ?? 0;
    const when = clockText(new Date(start + step * secondsPerStep * 1000).toISOString());
    const title = `<title>${when}, ${formatDuration(secondsPerStep * 1000)}: ${count} reported, ${leftOut} left out</title>`;
    const base = TOP + PLOT_HEIGHT - scale(count);
    return `<g>${title}${rectangle('reported', left, base, width, scale(count))}${rectangle('left-out', left, base - scale(leftOut), width, scale(leftOut))}</g>`;
  });
  const floor = TOP + PLOT_HEIGHT;
  return [
    `<svg class="timeline" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="OOPSes over the period">`,
    ...shades,
    ...bars,
    `<path class="axis" d="M${LEFT} ${floor}H${WIDTH}"/>`,
    `<text x="${LEFT - 6}" y="${TOP + 4}" text-anchor="end">${highest}</text>`,
    `<text x="${LEFT - 6}" y="${floor}" text-anchor="end">0</text>`,
    ...ticks(from, to).map(
      ({ at, label }) => `<text x="${round(x(at))}" y="${HEIGHT - 5}" text-anchor="middle">${label}</text>`,
    ),
    '</svg>',
  ].join('');
}

/** Five labels along the period that do not touch its edges: days for long ones, else the time of day. */
function ticks(from: string, to: string): { at: number; label: string }[] {
  const start = Date.parse(from);
  const length = Date.parse(to) - start;
  const isLong = length > 2 * 86_400_000;
  return [1, 3, 5, 7].map((eighth) => {
    const at = start + (length * eighth) / 8;
    const text = new Date(at).toISOString();
    return { at, label: isLong ? text.slice(5, 10) : text.slice(11, 16) };
  });
}

function rectangle(name: string, x: number, y: number, width: number, height: number): string {
  if (height <= 0) return '';
  return `<rect class="${name}" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"/>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
