import { type Axis, layOutAxis } from '../../layout/charts/axis.js';
import { type Bar, stackBars, sumOf } from '../../layout/charts/bars.js';
import { type Label, placeFirst, placeLabels, textWidth } from '../../layout/charts/labels.js';
import { type Across, scaleTime } from '../../layout/charts/scale.js';
import type { OutageReport, TimelineOfSystem } from '../outage-report.js';
import { clock, seconds } from '../words.js';
import { type PicturePart, pictureParts } from './picture-parts.js';
import { type PictureRow, pictureRows } from './picture-rows.js';

/** The picture of an outage, laid out: places across are percent, places down are pixels. */
export interface Picture {
  readonly height: number;
  /** What the rows take. */
  readonly top: number;
  readonly floor: number;
  readonly rows: readonly RowLayout[];
  readonly axes: readonly Axis[];
  /** Where the outage began and ended. */
  readonly edges: readonly number[];
  /** What of the course stands enlarged at its left; null where nothing does. */
  readonly zoom: Across | null;
  readonly labels: readonly Label[];
}

/** A system's row of it. */
export interface RowLayout {
  readonly row: PictureRow;
  /** Where its sign stands. */
  readonly signY: number;
  /** Where its bars end, and where they stand. */
  readonly top: number;
  readonly base: number;
  readonly panels: readonly Panel[];
}

/** What a row shows in a part of the picture. */
export interface Panel {
  readonly part: PicturePart;
  readonly bars: readonly Bar[];
  readonly marks: readonly { readonly kind: 'unexpected' | 'late'; readonly x: number; readonly y: number }[];
  readonly shades: readonly Shade[];
  /** Where a later rise begins; null where none does. */
  readonly riseX: number | null;
}

/** A stretch of time with a meaning. */
export interface Shade extends Across {
  readonly name: 'downtime' | 'partial' | 'shutdown' | 'grace' | 'observed';
}

export const BAR_HEIGHT = 24;
/** The heights of a line of text, of the marks over a bar, and of what lies between rows. */
const LINE = 15;
const MARK_HEIGHT = 12;
const ROW_GAP = 11;
/** With more rows the times stand above them, too. */
const FEW_ROWS = 8;
/** What the sign before a name takes, and how much wider names are than other texts. */
const SIGN_WIDTH = 17;
const BOLD = 1.1;
/** Marks that are nearer to each other than this many percent would lie on one another. */
const MARK_ROOM = 0.8;

/** Lays out the picture of an outage: a row a system, the storm at the left and what was before and after on the right. */
export function layOutPicture(report: OutageReport): Picture | null {
  const parts = pictureParts(report);
  const [first] = parts;
  if (!first) return null;
  const { rows, more } = pictureRows(report);
  const observedUntil = Date.parse(report.observedUntil);
  const isTall = rows.length > FEW_ROWS;
  const labels: Label[] = parts.flatMap(titleOf);
  const top = LINE + (isTall ? LINE : 0) + 6;
  let y = top + 2;
  const laidOut = rows.map((row) => {
    const layout = layOutRow(row, parts, y, observedUntil);
    labels.push(...layout.labels);
    y = layout.bottom + ROW_GAP;
    return layout;
  });
  if (more !== '') {
    labels.push(...placeLabels([{ text: more, x: 0, anchor: 'start', name: 'soft' }], y + LINE - 4));
    y += LINE;
  }
  const floor = y;
  const axes = parts.map(({ span, across }) => layOutAxis(span, across, floor + LINE));
  for (const axis of axes) {
    labels.push(...axis.labels);
    if (isTall) labels.push(...axis.labels.map((label) => ({ ...label, y: 2 * LINE })));
  }
  const edges = edgesOf(report, first);
  labels.push(...edgeLabels(report, edges, floor + 2 * LINE));
  return {
    height: floor + 2 * LINE + 6,
    top,
    floor,
    rows: laidOut,
    axes,
    edges,
    zoom: zoomOf(parts),
    labels,
  };
}

function titleOf(
  { kind, across, secondsPerBar }: PicturePart,
  _: number,
  { length }: readonly unknown[],
): Label[] {
  const course = length === 1 ? 'From 30 min before' : 'Before and after';
  const text = `${kind === 'storm' ? 'The storm' : course}, ${seconds(secondsPerBar)} a bar`;
  return placeLabels([{ text, x: across.left, anchor: 'start', name: 'part' }], LINE - 3, across);
}

function layOutRow(
  row: PictureRow,
  parts: readonly PicturePart[],
  top: number,
  observedUntil: number,
): RowLayout & { readonly labels: readonly Label[]; readonly bottom: number } {
  const signY = top + LINE - 7;
  const bars = parts.map((part) =>
    stackBars(part.seriesOf(row), BAR_HEIGHT, part.kind === 'storm' ? 'even' : 'root'),
  );
  const hasMarks = bars.some((own) => own.some((bar) => markOf(bar) !== null));
  const barsTop = top + LINE + 3 + (hasMarks ? MARK_HEIGHT : 0);
  const base = barsTop + BAR_HEIGHT;
  const panels = parts.map((part, index) => layOutPanel(row, part, bars[index] ?? [], base, observedUntil));
  const foot = base + 5;
  const notes = placeNote(row, panels, foot + LINE - 3);
  return {
    row,
    signY,
    top: barsTop - 3,
    base,
    panels,
    labels: [...headOf(row, panels, top + LINE - 3), ...notes],
    bottom: foot + (notes.length > 0 ? LINE : 0),
  };
}

function layOutPanel(
  row: PictureRow,
  part: PicturePart,
  bars: readonly Bar[],
  base: number,
  observedUntil: number,
): Panel {
  const xOf = scaleTime(part.span, part.across);
  const { start, end } = part.span;
  const isInside = row.riseAt !== null && row.riseAt >= start && row.riseAt < end;
  return {
    part,
    bars,
    marks: layOutMarks(bars, part, base),
    shades: shadesOf(row, part, Math.min(end, observedUntil)),
    riseX: row.riseAt !== null && isInside ? xOf(row.riseAt) : null,
  };
}

function layOutMarks(bars: readonly Bar[], { span, across, secondsPerBar }: PicturePart, base: number) {
  const xOf = scaleTime(span, across);
  const marks: Panel['marks'][number][] = [];
  for (const bar of bars) {
    const kind = markOf(bar);
    const x = xOf(span.start + (bar.place + 0.43) * secondsPerBar * 1000);
    const last = marks.at(-1);
    if (kind === null || (last && last.kind === kind && x - last.x < MARK_ROOM)) continue;
    marks.push({ kind, x, y: base - bar.height - 6.5 });
  }
  return marks;
}

/** What of a bar is marked above it. */
function markOf({ parts }: Bar): 'unexpected' | 'late' | null {
  const has = (kind: string) => parts.some(({ name }) => name === kind);
  return has('unexpected') ? 'unexpected' : has('late') ? 'late' : null;
}

/** The row's windows, those still open as far as was read; from the last one's end the grace, and then what was observed. */
function shadesOf(row: PictureRow, part: PicturePart, openUntil: number): Shade[] {
  const stretches = part.stretchesOf(row);
  if (!stretches) return [];
  const xOf = scaleTime(part.span, part.across);
  const shade = (name: Shade['name'], from: number, to: number) => ({
    name,
    left: xOf(from),
    right: xOf(to),
  });
  return describeStretches(stretches, openUntil)
    .map(({ name, start, end }) => shade(name, start, end))
    .filter(({ left, right }) => right > left);
}

function describeStretches(
  { windows, observation }: Pick<TimelineOfSystem, 'windows' | 'observation'>,
  openUntil: number,
): { readonly name: Shade['name']; readonly start: number; readonly end: number }[] {
  const held = windows.map(({ phase, start, end }) => ({
    name: phase,
    start: Date.parse(start),
    end: end === null ? openUntil : Date.parse(end),
  }));
  if (!observation) return held;
  const [from, to] = [Date.parse(observation.start), Date.parse(observation.end)];
  const lastEnd = Math.max(...held.map(({ end }) => end));
  return [...held, { name: 'grace', start: lastEnd, end: from }, { name: 'observed', start: from, end: to }];
}

/** The name of a row, what decided its verdict, and how high its bars are. */
function headOf(row: PictureRow, panels: readonly Panel[], y: number): Label[] {
  const behindName = SIGN_WIDTH + Math.ceil(BOLD * textWidth(row.name)) + 8;
  const peaks = panels
    .filter(({ bars }) => bars.length > 0)
    .map(({ bars, part }) => {
      const most = bars.reduce((peak, { parts }) => Math.max(peak, sumOf(parts)), 0);
      return `${most} in ${seconds(part.secondsPerBar)}`;
    });
  const height = peaks.length === 0 ? 'not heard' : `at most ${peaks.join(', ')}`;
  return placeLabels(
    [
      { text: row.name, x: 0, dx: SIGN_WIDTH, anchor: 'start', name: 'system' },
      { text: row.words, x: 0, dx: behindName, anchor: 'start', name: row.verdict },
      { text: height, x: 100, anchor: 'end', name: 'soft' },
    ],
    y,
  );
}

/** The note below a row, at the later rise where it tells of one. */
function placeNote({ note }: PictureRow, panels: readonly Panel[], y: number): Label[] {
  if (note === '') return [];
  const riseX = panels.find(({ part }) => part.kind === 'course')?.riseX ?? null;
  const name = 'note';
  return placeFirst(
    [
      ...(riseX === null
        ? []
        : [
            { text: note, x: riseX, dx: -2, anchor: 'start' as const, name },
            { text: note, x: riseX, dx: 2, anchor: 'end' as const, name },
          ]),
      { text: note, x: 100, anchor: 'end', name },
    ],
    y,
  );
}

function edgesOf({ start, end }: OutageReport, { span, across }: PicturePart): number[] {
  const xOf = scaleTime(span, across);
  return [start, ...(end === null ? [] : [end])].map((time) => xOf(Date.parse(time)));
}

/** When the outage began and ended: one label where the two are too near to each other. */
function edgeLabels(
  { start, end }: OutageReport,
  [from = 0, to = from]: readonly number[],
  y: number,
): Label[] {
  const name = 'edge-time';
  const label = (text: string, x: number, anchor: Label['anchor']) => ({ text, x, anchor, name });
  if (end === null) {
    const text = `since ${clock(start)}`;
    return placeFirst([label(text, from, 'middle'), label(text, from, 'start')], y);
  }
  const apart = placeLabels([label(clock(start), from, 'middle'), label(clock(end), to, 'middle')], y);
  if (apart.length === 2 && apart.every(({ isRoomy }) => !isRoomy)) return apart;
  const both = `${clock(start)} - ${clock(end)}`;
  return placeFirst(
    [label(both, (from + to) / 2, 'middle'), label(both, from, 'start'), label(both, to, 'end')],
    y,
  );
}

function zoomOf([storm, course]: readonly PicturePart[]): Across | null {
  if (!storm || !course) return null;
  const xOf = scaleTime(course.span, course.across);
  return { left: xOf(storm.span.start), right: xOf(storm.span.end) };
}
