import type { Verdict } from '../../analysis/verdict.js';
import type { Interval } from '../../time/interval.js';
import { millisecondsInDay } from '../../time/lengths.js';
import { drawGrid } from '../layout/charts/axis.js';
import { layOutDates } from '../layout/charts/date-axis.js';
import { drawLabel, placeLabels } from '../layout/charts/labels.js';
import { MARKS } from '../layout/charts/marks.js';
import { scaleFactors, scaleTime } from '../layout/charts/scale.js';
import { drawLine, drawMark, drawPicture, drawRectangle } from '../layout/charts/shapes.js';
import { plural, toLine } from '../layout/text.js';
import { escapeXml } from '../layout/xml.js';
import { clock, seconds, VERDICT_WORDS } from '../outage/words.js';
import type { OutageRegister, RegisteredOutage } from './register.js';

/** Where the outages lie across, in percent: behind the lengths that the scale is marked with. */
const ACROSS = { left: 15, right: 97 };
/** Heights in pixels: of the plots, and of the dates below them. */
const HEIGHT = 220;
const DAYS_HEIGHT = 110;
const FOOT = 24;
/** The least room between two lengths of the scale. */
const LINE = 15;

/** Lengths that the scale is marked with, in seconds; the first are wanted most. */
const LENGTHS = [60, 1, 3600, 10, 86_400, 300, 30, 900, 14_400, 5, 2];

/** A shape for each verdict. */
const MARK_OF: Readonly<Record<Verdict, string>> = {
  'as-expected': MARKS.circle,
  'not-as-expected': MARKS.diamond,
  inconclusive: MARKS.triangle,
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
  const yOf = scaleFactors(low, high, HEIGHT, 8);
  const span = spanOf(over.map(({ start }) => start));
  const took = over.map(({ durationSeconds }) => durationSeconds ?? 0).sort((a, b) => a - b);
  const xOf = scaleTime(span, ACROSS);
  const axis = layOutDates(span, ACROSS, HEIGHT + 18);
  return drawPicture(
    {
      name: 'durations',
      height: HEIGHT + FOOT,
      title: 'How long outages took',
      description: `${plural(over.length, 'outage')}; the median took ${seconds(took[over.length >> 1] ?? 0)}, the longest ${seconds(took.at(-1) ?? 0)}.`,
    },
    [
      ...chooseLengths(low, high, yOf).flatMap(({ length, y }) => [
        drawLine('axis', { x: ACROSS.left - 1, y }, { x: 100, y }),
        ...placeLabels([{ text: seconds(length), x: 0, anchor: 'start', name: 'soft' }], y + 4).map(
          drawLabel,
        ),
      ]),
      ...drawGrid(axis, HEIGHT, HEIGHT + 5),
      ...over.map((outage) => drawOutage(outage, xOf(Date.parse(outage.start)), yOf)),
      ...axis.labels.map(drawLabel),
    ],
  );
}

/** Draws the downtime of each day as a bar. Empty when there was none. */
export function drawDays({ days }: OutageRegister): string {
  const [top] = [...days].sort((a, b) => b.downtimeSeconds - a.downtimeSeconds);
  if (!top) return '';
  const most = top.downtimeSeconds;
  const midnights = days.map(({ date }) => `${date}T00:00:00.000Z`);
  const span = spanOf(midnights);
  const xOf = scaleTime(span, ACROSS);
  const length = Math.max(1, (span.end - span.start) / millisecondsInDay);
  const width = Math.max(0.3, Math.min(2, (ACROSS.right - ACROSS.left) / length - 0.1));
  const floor = DAYS_HEIGHT + 10;
  const axis = layOutDates(span, ACROSS, floor + 18);
  return drawPicture(
    {
      name: 'days',
      height: floor + FOOT,
      title: 'Downtime a day',
      description: `${plural(days.length, 'day')} with downtime; the most was ${seconds(most)} on ${top.date}.`,
    },
    [
      ...placeLabels([{ text: seconds(most), x: 0, anchor: 'start', name: 'soft' }], 14).map(drawLabel),
      drawLine('axis', { x: ACROSS.left - 1, y: floor }, { x: 100, y: floor }),
      ...days.map(({ date, downtimeSeconds }) => {
        const height = Math.max(1.5, (DAYS_HEIGHT * downtimeSeconds) / most);
        const x = xOf(Date.parse(date)) - width / 2;
        const box = { x, y: floor - height, width, height };
        return drawRectangle('expected', box, `${date}: ${seconds(downtimeSeconds)}`);
      }),
      ...drawGrid(axis, floor, floor + 5),
      ...axis.labels.map(drawLabel),
    ],
  );
}

function drawOutage(outage: RegisteredOutage, x: number, yOf: (length: number) => number): string {
  const { start, durationSeconds, budgetSeconds, verdict } = outage;
  const title = `${toLine(outage.outage)}, ${start.slice(0, 10)} ${clock(start)}: ${seconds(durationSeconds ?? 0)} of ${seconds(budgetSeconds)}, ${VERDICT_WORDS[verdict]}`;
  return [
    drawMark('edge', { x, y: yOf(budgetSeconds) }, 'M-6 0h12'),
    drawMark(`mark ${verdict}`, { x, y: yOf(durationSeconds ?? 1) }, MARK_OF[verdict], escapeXml(title)),
  ].join('');
}

/** The lengths of the scale that have room, those wanted most before others. */
function chooseLengths(low: number, high: number, yOf: (length: number) => number) {
  const chosen: { readonly length: number; readonly y: number }[] = [];
  for (const length of LENGTHS) {
    const y = yOf(length);
    if (length <= low || length >= high || chosen.some((other) => Math.abs(other.y - y) < LINE)) continue;
    chosen.push({ length, y });
  }
  return chosen;
}

/** From the first to the last; a single moment stands in the middle of two days. */
function spanOf(times: readonly string[]): Interval {
  const all = times.map((time) => Date.parse(time));
  const [start, end] = [Math.min(...all), Math.max(...all)];
  return start === end ? { start: start - millisecondsInDay, end: end + millisecondsInDay } : { start, end };
}
