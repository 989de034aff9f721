import { UTCDate } from '@date-fns/utc';
import { eachMonthOfInterval } from 'date-fns/eachMonthOfInterval';
import type { Verdict } from '../../analysis/verdict.js';
import { millisecondsInDay } from '../../time/lengths.js';
import { drawRectangle, drawText, round } from '../layout/svg.js';
import { plural, toLine } from '../layout/text.js';
import { escapeXml } from '../layout/xml.js';
import { clock, seconds, VERDICT_WORDS } from '../outage/words.js';
import type { OutageRegister, RegisteredOutage } from './register.js';

const WIDTH = 960;
const LEFT = 90;
const RIGHT = 12;
const HEIGHT = 220;
const FOOT = 24;

/** Lengths that the scale is marked with, in seconds. */
const TICKS = [1, 2, 5, 10, 30, 60, 300, 900, 3600, 14_400, 86_400];

/** A shape for each verdict, around its middle. */
const MARKS: Readonly<Record<Verdict, string>> = {
  'as-expected': 'm-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0',
  'not-as-expected': 'm0 -6l6 6l-6 6l-6 -6z',
  inconclusive: 'm0 -5l5 9h-10z',
};

/**
 * Draws how long each outage took, on a logarithmic scale so that minutes and seconds can be told apart: a shape for
 * its verdict, and a short line where its budget ended. Empty when there is none that has ended.
 */
export function drawDurations({ outages }: OutageRegister): string {
  const over = outages.filter((outage) => (outage.durationSeconds ?? 0) > 0);
  if (over.length === 0) return '';
  const lengths = over.flatMap(({ durationSeconds, budgetSeconds }) => [durationSeconds ?? 1, budgetSeconds]);
  const [low, high] = [Math.min(...lengths) / 1.5, Math.max(...lengths) * 1.5];
  const yOf = (length: number) =>
    round(HEIGHT - (HEIGHT * (Math.log(length) - Math.log(low))) / (Math.log(high) - Math.log(low)));
  const xOf = placeOf(over.map(({ start }) => start));
  const median = over.map(({ durationSeconds }) => durationSeconds ?? 0).sort((a, b) => a - b)[
    over.length >> 1
  ];
  const text = `${plural(over.length, 'outage')}; the median took ${seconds(median ?? 0)}, the longest ${seconds(Math.max(...over.map(({ durationSeconds }) => durationSeconds ?? 0)))}.`;
  return [
    `<svg viewBox="0 0 ${WIDTH} ${HEIGHT + FOOT}" role="img">`,
    '<title>How long outages took</title>',
    `<desc>${text}</desc>`,
    ...TICKS.filter((tick) => tick > low && tick < high).map(
      (tick) =>
        `<path class="axis" d="M${LEFT} ${yOf(tick)}H${WIDTH - RIGHT}"/>${drawText({ name: 'soft', x: LEFT - 8, y: yOf(tick) + 4, anchor: 'end' }, seconds(tick))}`,
    ),
    ...over.map((outage) => drawOutage(outage, xOf(outage.start), yOf)),
    ...dateLabels(
      over.map(({ start }) => start),
      xOf,
      HEIGHT,
    ),
    '</svg>',
  ].join('\n');
}

/** Draws the downtime of each day as a bar. Empty when there was none. */
export function drawDays({ days }: OutageRegister): string {
  if (days.length === 0) return '';
  const height = HEIGHT / 2;
  const most = Math.max(...days.map(({ downtimeSeconds }) => downtimeSeconds));
  const dates = days.map(({ date }) => `${date}T00:00:00.000Z`);
  const xOf = placeOf(dates);
  const span = Math.max(1, (Date.parse(dates[0] ?? '') - Date.parse(dates.at(-1) ?? '')) / millisecondsInDay);
  const width = Math.max(1, Math.min(14, (WIDTH - LEFT - RIGHT) / span - 1));
  const [top] = [...days].sort((a, b) => b.downtimeSeconds - a.downtimeSeconds);
  return [
    `<svg viewBox="0 0 ${WIDTH} ${height + FOOT + 10}" role="img">`,
    '<title>Downtime a day</title>',
    `<desc>${plural(days.length, 'day')} with downtime; the most was ${seconds(most)} on ${top?.date}.</desc>`,
    drawText({ name: 'soft', x: LEFT - 8, y: 14, anchor: 'end' }, seconds(most)),
    `<path class="axis" d="M${LEFT} ${height + 10}H${WIDTH - RIGHT}"/>`,
    ...days.map(({ date, downtimeSeconds }) => {
      const tall = Math.max(1.5, (height * downtimeSeconds) / most);
      const left = xOf(`${date}T00:00:00.000Z`) - width / 2;
      const box = { x: left, y: height + 10 - tall, width, height: tall };
      return drawRectangle('expected', box, `${date}: ${seconds(downtimeSeconds)}`);
    }),
    ...dateLabels(dates, xOf, height + 10),
    '</svg>',
  ].join('\n');
}

function drawOutage(outage: RegisteredOutage, x: number, yOf: (length: number) => number): string {
  const { start, durationSeconds, budgetSeconds, verdict } = outage;
  const title = `${toLine(outage.outage)}, ${start.slice(0, 10)} ${clock(start)}: ${seconds(durationSeconds ?? 0)} of ${seconds(budgetSeconds)}, ${VERDICT_WORDS[verdict]}`;
  return [
    `<path class="edge" d="M${round(x - 6)} ${yOf(budgetSeconds)}h12"/>`,
    `<path class="mark ${verdict}" d="M${round(x)} ${yOf(durationSeconds ?? 1)}${MARKS[verdict]}"><title>${escapeXml(title)}</title></path>`,
  ].join('');
}

/** Places times between the first and the last, with a little room beside both; a single one in the middle. */
function placeOf(times: readonly string[]): (time: string) => number {
  const all = times.map((time) => Date.parse(time));
  const [first, last] = [Math.min(...all), Math.max(...all)];
  const room = WIDTH - LEFT - RIGHT - 24;
  return (time) =>
    last === first ? LEFT + 12 + room / 2 : LEFT + 12 + (room * (Date.parse(time) - first)) / (last - first);
}

function dateLabels(times: readonly string[], xOf: (time: string) => number, floor: number): string[] {
  const sorted = [...times].sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last) return [];
  const label = (time: string, anchor: 'start' | 'middle' | 'end', x: number) =>
    drawText({ x, y: floor + 18, anchor }, time.slice(0, 10));
  if (first.slice(0, 10) === last.slice(0, 10)) return [label(first, 'middle', xOf(first))];
  return [
    label(first, 'start', xOf(first) - 12),
    ...monthLabels(first, last, xOf, floor),
    label(last, 'end', xOf(last) + 12),
  ];
}

/** How much room a label takes, and how far it stays from the dates at both ends. */
const LABEL_WIDTH = 60;
const DATE_WIDTH = 100;

/** The months that begin between two times, as many as there is room for, each with a short line. */
function monthLabels(first: string, last: string, xOf: (time: string) => number, floor: number): string[] {
  const labels: string[] = [];
  let free = xOf(first) + DATE_WIDTH;
  for (const month of eachMonthOfInterval({ start: new UTCDate(first), end: new UTCDate(last) })) {
    const begin = month.toISOString();
    const x = round(xOf(begin));
    if (begin <= first || x < free || begin >= last || x > xOf(last) - DATE_WIDTH) continue;
    free = x + LABEL_WIDTH;
    labels.push(
      `<path class="axis" d="M${x} ${floor}v5"/>${drawText({ name: 'soft', x, y: floor + 18, anchor: 'middle' }, begin.slice(0, 7))}`,
    );
  }
  return labels;
}
