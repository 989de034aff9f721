import type { Interval } from '../../../time/interval.js';
import { type Label, PICTURE_WIDTHS, placeLabels, textWidth } from './labels.js';
import { type Across, scaleTime } from './scale.js';
import { drawLine } from './shapes.js';
import { clockTicks, type Tick } from './ticks.js';

/** A time axis: its lines stand at the moments that its labels name. */
export interface Axis {
  readonly lines: readonly { readonly x: number; readonly isRoomy: boolean }[];
  readonly labels: readonly Label[];
}

/**
 * Lays out a time axis: as many round moments as a wide page has room for, of which a narrow one shows the roundest.
 *
 * @param y the base line of its labels
 */
export function layOutAxis(span: Interval, across: Across, y: number, zone?: string): Axis {
  const width = ((across.right - across.left) / 100) * PICTURE_WIDTHS.wide;
  const ticks = clockTicks(span, Math.floor(width / textWidth('00:00 0')), zone);
  return layOutTicks(ticks, span, across, y);
}

/** Lays out an axis of moments that somebody chose. */
export function layOutTicks(ticks: readonly Tick[], span: Interval, across: Across, y: number): Axis {
  const xOf = scaleTime(span, across);
  const wanted = [...ticks]
    .sort((a, b) => b.roundness - a.roundness || a.at - b.at)
    .map(({ at, text }) => ({ text, x: xOf(at), anchor: anchorAt(xOf(at), across), name: 'soft' }));
  // A label may reach past the end of its axis by what is between two of them.
  const labels = placeLabels(wanted, y, {
    left: Math.max(0, across.left - 2),
    right: Math.min(100, across.right + 2),
  });
  return { lines: labels.map(({ x, isRoomy }) => ({ x, isRoomy })), labels };
}

/** At the ends of an axis its labels stand inside of it. */
function anchorAt(x: number, { left, right }: Across): Label['anchor'] {
  if (x <= left) return 'start';
  return x >= right ? 'end' : 'middle';
}

/** Draws the lines of an axis from one height to another. */
export function drawGrid({ lines }: Axis, top: number, bottom: number): string[] {
  return lines.map(({ x, isRoomy }) =>
    drawLine(isRoomy ? 'grid roomy' : 'grid', { x, y: top }, { x, y: bottom }),
  );
}
