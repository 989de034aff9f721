import type { CommandContext } from '../program/context.js';

/** A terminal that is drawn on as a whole, and is as it was when it is closed. */
export interface Screen {
  /** Shows lines, one below the other from the top; those that have not changed are left alone. */
  readonly draw: (lines: readonly string[]) => void;
  /** Brings back what was there before; twice is harmless. */
  readonly close: () => void;
}

/** Another screen, without a cursor, and without lines that go on in the next row. */
const ENTER = '\u001b[?1049h\u001b[?25l\u001b[?7l';
const LEAVE = '\u001b[?7h\u001b[?25h\u001b[?1049l';
const CLEAR = '\u001b[2J';
const HOME = '\u001b[H';
const END_OF_LINE = '\u001b[K';

/** After so many drawings all of it is drawn: what somebody has typed is echoed into it. */
const ALL_AFTER = 30;

/** Takes the terminal that stdout is. */
export function openScreen(context: Pick<CommandContext, 'stdout' | 'columns' | 'rows'>): Screen {
  let shown: readonly string[] = [];
  let size = '';
  let drawings = 0;
  let isOpen = false;
  return {
    draw(lines) {
      const sizeNow = `${context.columns} ${context.rows}`;
      const isResized = isOpen && sizeNow !== size;
      const isWhole = !isOpen || isResized || ++drawings % ALL_AFTER === 0;
      const before = isWhole ? [] : shown;
      const rows = Array.from({ length: Math.max(lines.length, shown.length) }, (_, row) => row);
      const changes = rows
        .filter((row) => isWhole || lines[row] !== before[row])
        .map((row) => `\u001b[${row + 1}H${lines[row] ?? ''}${END_OF_LINE}`);
      const begin = isOpen ? (isResized ? CLEAR : '') : ENTER + CLEAR;
      // The cursor waits where what is typed moves nothing.
      if (changes.length > 0) context.stdout.write(`${begin}${changes.join('')}${HOME}`);
      isOpen = true;
      size = sizeNow;
      shown = lines;
    },
    close() {
      if (isOpen) context.stdout.write(LEAVE);
      isOpen = false;
    },
  };
}
