import { formatClock } from '../../time/instant.js';
import { cutPainted, type Paint, type Palette, paletteOf } from '../layout/colour.js';
import { cutLine, toLine } from '../layout/text.js';
import type { Canvas } from './canvas.js';
import { newsLines } from './news-part.js';
import { systemLines } from './systems-part.js';
import type { WatchState } from './watch-state.js';
import {
  decidedText,
  freshnessText,
  rateText,
  stageOf,
  stageText,
  type Toned,
  totalRate,
  windowText,
} from './words.js';

/** The terminal that a screen is for. */
export interface ScreenLook extends Omit<Canvas, 'palette'> {
  readonly height: number;
  readonly colour: boolean;
}

/** What is told beside the outage itself. */
export interface ScreenNotes {
  /** The moment that is shown, in milliseconds since the Unix epoch: clocks go on though nothing else was read. */
  readonly now: number;
  /** Why it could not be looked at last; null where it could. */
  readonly trouble: string | null;
}

/** How many windows have a line each. */
const WINDOWS_SHOWN = 3;
/** So many lines at least are for what is new, where there is that much: it is what somebody looks for. */
const LEAST_NEWS = 6;
/** And so many for systems, the header among them. */
const LEAST_SYSTEMS = 4;

/**
 * Draws how an outage stands: as many lines as the terminal has, or fewer, none wider than it is. The same state, moment and
 * terminal give the same lines.
 */
export function drawWatch(state: WatchState, notes: ScreenNotes, look: ScreenLook): string[] {
  const canvas: Canvas = { ...look, palette: paletteOf(look) };
  const head = headLines(state, notes, canvas);
  const stage = stageOf(state.report, notes.now);
  if (stage === 'planned') return fitLines(head, look);
  const left = look.height - head.length - 2;
  const all = systemLines(state, stage, Number.MAX_SAFE_INTEGER, canvas).length;
  const news = newsLines(state, Number.MAX_SAFE_INTEGER, canvas).length;
  const forSystems = Math.min(all, Math.max(LEAST_SYSTEMS, left - Math.min(news, LEAST_NEWS)));
  const systems = systemLines(state, stage, forSystems, canvas);
  const lines = [...head, '', ...systems, '', ...newsLines(state, left - systems.length, canvas)];
  return fitLines(lines, look);
}

function fitLines(lines: readonly string[], { width, height }: ScreenLook): string[] {
  return lines.slice(0, Math.max(1, height)).map((line) => cutPainted(line, width));
}

/** What outage it is, how it stands, how fresh that is, its windows, and how much was counted. */
function headLines(state: WatchState, { now, trouble }: ScreenNotes, canvas: Canvas): string[] {
  const { report, freshness, rates } = state;
  const { width, palette } = canvas;
  const title = report.title === null ? '' : `: ${report.title}`;
  const time = `${formatClock(now)} UTC`;
  const name = cutLine(toLine(`Outage ${report.outage}${title}`), Math.max(0, width - time.length - 1));
  const { expected, background, unexpected } = report.counts;
  const stage = stageOf(report, now);
  const rate = stage === 'ongoing' ? `; ${rateText(totalRate(rates))} a second` : '';
  const counted: Toned = {
    text: `${expected} expected, ${background} usual anyway, ${unexpected} unexpected${rate}`,
    tone: unexpected > 0 ? 'alarm' : 'none',
  };
  const windows = [...report.windows, ...report.planned.map((window) => ({ ...window, isPlan: true }))];
  const fact = (label: string, told: Toned) => factLine(label, told, canvas);
  return [
    `${palette.bold(name)}${' '.repeat(Math.max(1, width - name.length - time.length))}${palette.soft(time)}`,
    paintFirst(cutLine(toLine(stageText(state, now).text), width), toneOf(stageText(state, now), palette)),
    fact('Data', freshnessText(freshness, now)),
    ...(trouble === null ? [] : [fact('Trouble', { text: trouble, tone: 'alarm' })]),
    ...windows.slice(0, WINDOWS_SHOWN).map((window, place) =>
      fact(place === 0 ? 'Windows' : '', {
        text: `${'isPlan' in window ? 'plan: ' : ''}${windowText(window, now)}`,
        tone: 'none',
      }),
    ),
    ...(windows.length > WINDOWS_SHOWN
      ? [fact('', { text: `and ${windows.length - WINDOWS_SHOWN} more`, tone: 'none' })]
      : []),
    ...(stage === 'planned' ? [] : [fact('OOPSes', counted)]),
    ...(stage === 'over' ? [fact('Decided', decidedText(state))] : []),
  ];
}

function factLine(label: string, told: Toned, { width, palette }: Canvas): string {
  const head = ` ${label.padEnd(8)}`;
  return `${palette.soft(head)}${toneOf(told, palette)(cutLine(toLine(told.text), Math.max(0, width - head.length)))}`;
}

/** The first word says how it stands. */
function paintFirst(line: string, paint: Paint): string {
  return line.replace(/^[A-Z]+/, (word) => paint(word));
}

function toneOf({ tone }: Toned, palette: Palette): Paint {
  return tone === 'none' ? (text) => text : palette[tone];
}
