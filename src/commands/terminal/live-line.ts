import { cutLine } from '../../reports/layout/text.js';
import type { CommandContext } from '../program/context.js';

/** A line of a terminal that is written over itself, on stderr. */
export interface LiveLine {
  /** Shows a text, as far as it fits, where it does not stand there already. */
  readonly show: (text: string) => void;
  /** Takes it away, so that something else can be written there. */
  readonly clear: () => void;
}

/** Columns of a terminal of which nobody says how wide it is. */
const USUAL_WIDTH = 80;
const CLEAR_LINE = '\r\u001b[K';

/** Makes such a line; nothing is shown before it is told to. */
export function createLiveLine(context: Pick<CommandContext, 'stderr' | 'columns'>): LiveLine {
  let shown = '';
  return {
    show(text) {
      // In the last column the terminal would begin a new line.
      const line = cutLine(text, (context.columns ?? USUAL_WIDTH) - 1);
      if (line !== shown) context.stderr.write(`${CLEAR_LINE}${line}`);
      shown = line;
    },
    clear() {
      if (shown !== '') context.stderr.write(CLEAR_LINE);
      shown = '';
    },
  };
}
