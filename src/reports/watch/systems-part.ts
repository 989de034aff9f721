import { compareText } from '../../text/compare-text.js';
import { formatClock } from '../../time/instant.js';
import { foldCounts } from '../layout/charts/bars.js';
import type { Paint } from '../layout/colour.js';
import { cutLine, toLine } from '../layout/text.js';
import { ASCII, BLOCKS, drawTextBars } from '../outage/charts/text-rows.js';
import type { ReportedSystem } from '../outage/outage-report.js';
import { sortSystems } from '../outage/reading/worst-first.js';
import type { Canvas } from './canvas.js';
import type { WatchState } from './watch-state.js';
import { rateOf, rateText, type Stage, secondsText, systemText } from './words.js';

/** Columns of a name, of how a system stands, and of the narrowest picture that says something. */
const NAME_WIDTH = 16;
const STATE_WIDTH = 60;
const LEAST_BARS = 10;
/** The pictures show at least so many seconds, in columns of one of these lengths. */
const LEAST_SHOWN = 60;
const SECONDS_A_COLUMN = [1, 2, 5, 10, 15, 30, 60];

/** A column of the table. */
interface Column {
  readonly title: string;
  readonly width: number;
  readonly isNumber: boolean;
  readonly cellOf: (system: ReportedSystem) => string;
  readonly paintOf?: (system: ReportedSystem) => Paint;
}

/**
 * The systems as a table: while the outage lasts how much each writes, second by second, and afterwards how it stands. What is
 * not as expected comes first; where not all have room, the rest is left out that has the fewest OOPSes.
 *
 * @param rows how many lines there are, the header among them
 */
export function systemLines(state: WatchState, stage: Stage, rows: number, canvas: Canvas): string[] {
  const { systems } = state.report;
  if (systems.length === 0) return [canvas.palette.soft(' No system was heard yet.')];
  const shown = chooseSystems(systems, rows - 1);
  const columns = columnsOf(state, shown, stage, canvas);
  const line = (cells: readonly string[]) => ` ${cells.join('  ').trimEnd()}`;
  const pad = ({ width, isNumber }: Column, text: string) =>
    isNumber ? text.padStart(width) : cutLine(text, width).padEnd(width);
  const left = systems.length - shown.length;
  return [
    canvas.palette.soft(line(columns.map((column) => pad(column, column.title)))),
    ...shown.map((system) =>
      line(
        columns.map((column) => {
          const text = pad(column, column.cellOf(system));
          return column.paintOf?.(system)(text) ?? text;
        }),
      ),
    ),
    ...(left > 0 ? [canvas.palette.soft(` and ${left} more`)] : []),
  ];
}

/** Those that have room, in an order that does not change with every count. */
function chooseSystems(systems: readonly ReportedSystem[], room: number): ReportedSystem[] {
  const sorted = sortSystems(systems);
  const chosen = sorted.length <= room ? sorted : sorted.slice(0, Math.max(0, room - 1));
  const isBad = ({ verdict }: ReportedSystem) => Number(verdict === 'not-as-expected');
  return chosen.sort((a, b) => isBad(b) - isBad(a) || compareText(a.system, b.system));
}

function columnsOf(
  { rates }: WatchState,
  shown: readonly ReportedSystem[],
  stage: Stage,
  { width, unicode, palette }: Canvas,
): Column[] {
  const ratesOf = ({ system }: ReportedSystem) =>
    rates.systems.find((one) => one.system === system)?.perSecond ?? [];
  const names = shown.map(({ system }) => toLine(system).length);
  const counts: Column[] = [
    { title: 'EXPECTED', width: 8, isNumber: true, cellOf: ({ failure }) => String(failure.expected) },
    {
      ...{ title: 'UNEXPECTED', width: 10, isNumber: true },
      cellOf: ({ failure }) => String(failure.unexpected),
      paintOf: ({ failure }) => (failure.unexpected > 0 ? palette.alarm : asItIs),
    },
  ];
  const toneOf = { good: palette.good, alarm: palette.alarm, doubt: palette.doubt, none: asItIs };
  const standing = (columns: number): Column => ({
    ...{ title: 'HOW IT STANDS', width: columns, isNumber: false },
    cellOf: (system) => systemText(system).text,
    paintOf: (system) => toneOf[systemText(system).tone],
  });
  const nameWidth = Math.min(NAME_WIDTH, Math.max('SYSTEM'.length, ...names));
  const name: Column = {
    ...{ title: 'SYSTEM', width: nameWidth, isNumber: false },
    cellOf: ({ system }) => toLine(system),
  };
  const rate: Column = {
    ...{ title: 'A SECOND', width: 8, isNumber: true },
    cellOf: (system) => rateText(rateOf(ratesOf(system))),
  };
  /** Columns that are left for one more. */
  const leftBy = (columns: readonly Column[]) =>
    Math.max(0, width - 1 - columns.reduce((sum, column) => sum + column.width + 2, 0));
  const isOver = stage === 'over';
  const beside = isOver ? [...counts, standing(STATE_WIDTH)] : counts;
  const room = leftBy([name, rate, ...beside]);
  if (room < LEAST_BARS) {
    // What is over says more by how it stands than by how much it still writes.
    return isOver ? [name, ...counts, standing(leftBy([name, ...counts]))] : [name, rate, ...counts];
  }
  const seconds = SECONDS_A_COLUMN.find((length) => length * room >= LEAST_SHOWN) ?? 60;
  const glyphs = unicode ? BLOCKS : ASCII;
  const bars: Column = {
    title: `${secondsText(seconds * room)} TO ${formatClock(rates.end)}`,
    ...{ width: room, isNumber: false },
    cellOf: (system) =>
      drawTextBars(foldCounts(ratesOf(system).slice(-seconds * room), seconds), glyphs, 'root'),
  };
  return [name, rate, bars, ...beside];
}

const asItIs: Paint = (text) => text;
