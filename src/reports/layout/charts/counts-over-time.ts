import { formatDuration } from '../../../time/duration.js';
import type { Interval } from '../../../time/interval.js';
import { type Axis, drawGrid } from './axis.js';
import { drawLabel, placeLabels } from './labels.js';
import { type Across, scaleTime } from './scale.js';
import { drawLine, drawPicture, drawRectangle } from './shapes.js';

const ACROSS: Across = { left: 0, right: 100 };
/** Below the last row, in pixels: room for the axis. */
const AXIS_HEIGHT = 22;
/** Where what is shaded begins. */
const TOP = 16;
/** In percent: an outage of seconds in a day of hours still has to be seen. */
const LEAST_OUTAGE = 0.4;

/** One row of bars with a scale of its own: an outage's storm would flatten an ordinary day. */
export interface CountRow {
  /** The class of its bars. */
  readonly name: 'reported' | 'suppressed';
  /** What is counted, in a word or two. */
  readonly title: string;
  /** Where its bars stand, and how high they may be, in pixels. */
  readonly base: number;
  readonly height: number;
  /** A count for every step. */
  readonly counts: readonly number[];
}

/** Counts over time, and what is to be shaded behind them. */
export interface CountsOverTime {
  readonly span: Interval;
  readonly steps: readonly Interval[];
  /** The usual length of a step in milliseconds. */
  readonly step: number;
  /** From top to bottom. */
  readonly rows: readonly CountRow[];
  /** From when to when outages were. */
  readonly outages: readonly Interval[];
  readonly title: string;
  /** No bar is smaller than this, in pixels, where anything was counted. */
  readonly least: number;
  /** What a step is called. */
  readonly nameStep: (step: Interval) => string;
  /** Lays out the axis of a span, given the base line of its labels. */
  readonly layOut: (span: Interval, across: Across, y: number) => Axis;
}

/**
 * Draws counts over time as SVG that needs no script: a row of bars for each kind, with its highest count above it, and outages
 * shaded. Its colours are classes of the page it stands in. It is made of numbers and times only, so that nothing in it needs
 * escaping.
 */
export function drawCountsOverTime(picture: CountsOverTime): string {
  const { span, steps, step, rows, outages, title, nameStep, least, layOut } = picture;
  const floor = Math.max(...rows.map(({ base }) => base)) + 6;
  const foot = floor + 16;
  const xOf = scaleTime(span, ACROSS);
  const axis = layOut(span, ACROSS, foot);
  const drawn = rows.flatMap(({ name, title: counted, base, height, counts }) => {
    const highest = counts.reduce((most, count) => Math.max(most, count), 0);
    const bars = steps.map(({ start, end }, index) => {
      const count = counts[index] ?? 0;
      const tall = Math.max(count > 0 ? least : 0, (height * count) / Math.max(1, highest));
      const box = { x: xOf(start), y: base - tall, width: (xOf(end) - xOf(start)) * 0.88, height: tall };
      return drawRectangle(name, box, `${nameStep({ start, end })}: ${count} ${counted}`);
    });
    const text = `${counted}: at most ${highest} in ${formatDuration(step)}`;
    return [
      ...bars,
      drawLine('axis', { x: 0, y: base }, { x: 100, y: base }),
      ...placeLabels([{ text, x: 0, anchor: 'start', name: 'soft' }], base - height - 6).map(drawLabel),
    ];
  });
  const shades = outages.map(({ start, end }) => {
    const left = xOf(start);
    const box = {
      x: left,
      y: TOP,
      width: Math.max(xOf(end) - left, LEAST_OUTAGE),
      height: floor - TOP,
    };
    return drawRectangle('window', box, 'outage');
  });
  return drawPicture(
    {
      name: 'timeline',
      height: floor + AXIS_HEIGHT,
      title,
      description: rows.map((row) => `${sum(row.counts)} ${row.title}`).join(', '),
    },
    [...shades, ...drawGrid(axis, TOP, floor + 3), ...drawn, ...axis.labels.map(drawLabel)],
  );
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
