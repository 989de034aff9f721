import { foldCounts, type Growth, LEAST_PEAK } from '../../layout/charts/bars.js';

/** The characters that draw a storm: bars by height, and the marks of the axis. */
export interface StormGlyphs {
  /** From the smallest bar to the tallest. */
  readonly bars: readonly string[];
  readonly inside: string;
  readonly outside: string;
  readonly start: string;
  readonly end: string;
}

export const BLOCKS: StormGlyphs = { bars: [...'▁▂▃▄▅▆▇█'], inside: '═', outside: '─', start: '├', end: '┤' };
export const ASCII: StormGlyphs = { bars: [...'.:-=+*#@'], inside: '=', outside: '-', start: '[', end: ']' };

/** A system's row; the lists are equally long. */
export interface TextRow {
  /** Cut to what the rows have room for. */
  readonly name: string;
  readonly totals: readonly number[];
  readonly unexpected: readonly number[];
  readonly late: readonly number[];
  /** The step in which a later rise begins; null where none does. */
  readonly riseStep: number | null;
}

/** Rows and their axis, fitted to a width. */
export interface TextChart {
  readonly nameWidth: number;
  readonly columns: number;
  /** How many steps a column takes. */
  readonly perColumn: number;
}

/** Columns of the longest name, and of the number behind a row. */
export const NAME_WIDTH = 20;
const PEAK_WIDTH = 7;

export function fitColumns(names: readonly string[], steps: number, width: number): TextChart {
  const nameWidth = names.reduce((widest, name) => Math.max(widest, name.length), 0);
  const room = Math.max(20, width - nameWidth - PEAK_WIDTH - 2);
  const perColumn = Math.ceil(steps / room);
  return { nameWidth, perColumn, columns: Math.ceil(steps / perColumn) };
}

/**
 * Draws a row on its own scale, with its tallest bar's count behind it. A line below it marks with `!` where something
 * unexpected was seen, with `>` where an outage failure came late, and with `^` where a later rise begins.
 *
 * @param growth by the root, few OOPSes make no tall bar either
 */
export function drawTextRow(
  row: TextRow,
  { nameWidth, perColumn }: TextChart,
  glyphs: StormGlyphs,
  growth: Growth = 'even',
): string[] {
  const totals = foldCounts(row.totals, perColumn);
  const peak = Math.max(...totals);
  const bars = drawTextBars(totals, glyphs, growth);
  const line = `${row.name.padEnd(nameWidth)} ${bars} ${String(peak).padStart(PEAK_WIDTH - 1)}`;
  const late = foldCounts(row.late, perColumn);
  const riseColumn = row.riseStep === null ? -1 : Math.floor(row.riseStep / perColumn);
  const marks = foldCounts(row.unexpected, perColumn)
    .map((count, column) => (count > 0 ? '!' : late[column] ? '>' : column === riseColumn ? '^' : ' '))
    .join('')
    .trimEnd();
  return marks === '' ? [line] : [line, ' '.repeat(nameWidth + 1) + marks];
}

/** Draws counts as bars, a column each, on a scale of their own. */
export function drawTextBars(
  counts: readonly number[],
  glyphs: Pick<StormGlyphs, 'bars'>,
  growth: Growth,
): string {
  const peak = Math.max(...counts);
  const heightOf = (count: number) =>
    growth === 'even' ? count / peak : Math.sqrt(count / Math.max(LEAST_PEAK, peak));
  return counts.map((count) => barOf(heightOf(count), glyphs.bars)).join('');
}

/**
 * Draws the axis, with an outage between its two marks.
 *
 * @param begins the column in which it begins
 * @param ends that in which it ends; past the last one while it lasts
 */
export function drawTextAxis(
  { columns }: TextChart,
  begins: number,
  ends: number,
  glyphs: StormGlyphs,
): string {
  return Array.from({ length: columns }, (_, column) => {
    if (column === begins) return glyphs.start;
    if (column === ends) return glyphs.end;
    return column > begins && column < ends ? glyphs.inside : glyphs.outside;
  }).join('');
}

/** A bar of a height from 0 to 1; the smallest for anything that is not nothing. */
function barOf(height: number, bars: readonly string[]): string {
  if (!(height > 0)) return ' ';
  return bars[Math.max(0, Math.ceil(height * bars.length) - 1)] ?? ' ';
}
