import { changeKey, newsLine, watchLine } from '../../reports/watch/lines.js';
import { listNews } from '../../reports/watch/news.js';
import { drawWatch } from '../../reports/watch/screen.js';
import type { CommandContext, GlobalOptions } from '../program/context.js';
import { lookOf } from '../terminal/look.js';
import { openScreen } from '../terminal/screen.js';
import type { Seen } from './look.js';

/** Where it is shown how an outage stands. */
export interface Display {
  readonly show: (seen: Seen) => void;
  /** Leaves the terminal as it was. */
  readonly close: () => void;
  /** How often, in milliseconds, where nobody says otherwise. */
  readonly every: number;
  /** Whether it shows clocks that go on though nothing else has changed. */
  readonly hasClock: boolean;
}

const OF_A_SCREEN = 2000;
const OF_LINES = 10_000;
/** Rows of a terminal that does not say how many it has. */
const USUAL_HEIGHT = 24;

/** The screen that stdout is; where it is none, or one that cannot be drawn on, lines on stderr. */
export function createDisplay(context: CommandContext, globals: GlobalOptions): Display {
  if (globals.quiet) return { show: () => {}, close: () => {}, every: OF_LINES, hasClock: false };
  if (context.columns === null || context.env.TERM === 'dumb') return createLines(context);
  const screen = openScreen(context);
  return {
    show({ state, trouble }) {
      const { width, unicode, colour } = lookOf(context, globals);
      const look = { width: width - 1, height: context.rows ?? USUAL_HEIGHT, unicode, colour };
      screen.draw(drawWatch(state, { now: context.now(), trouble }, look));
    },
    close: screen.close,
    every: OF_A_SCREEN,
    hasClock: true,
  };
}

/** A line whenever something has changed, and one for each group that is new. */
function createLines({ stderr, now }: Pick<CommandContext, 'stderr' | 'now'>): Display {
  let before = '';
  const known = new Set<string>();
  return {
    show({ state, trouble }) {
      const key = `${changeKey(state, now())} ${trouble}`;
      if (key !== before) stderr.write(`${watchLine(state, trouble, now())}\n`);
      before = key;
      for (const group of listNews(state.report).toReversed()) {
        const line = newsLine(group);
        const name = `${group.type}\n${group.value}`;
        if (!known.has(name)) stderr.write(`${line}\n`);
        known.add(name);
      }
    },
    close: () => {},
    every: OF_LINES,
    hasClock: false,
  };
}
