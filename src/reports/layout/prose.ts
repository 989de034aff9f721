import { type Palette, paletteOf } from './colour.js';
import type { TextLook } from './outputs.js';
import { hangLine, wrapLine } from './text.js';

/** The longest lines that are still read with ease. */
const PROSE_WIDTH = 100;

/** What sentences of a text report are laid out with: how wide they may be, and their colours. */
export interface Prose extends Palette {
  /** In columns. */
  readonly width: number;
  /** Breaks a line where it is too long. */
  readonly wrap: (line: string) => string;
  /** The same behind a label, as `hangLine` does. */
  readonly hang: (label: string, line: string) => string;
}

/** Sentences by the width of where they are shown, as far as they are still read with ease; tables and pictures may take all of it. */
export function proseOf(look: Omit<TextLook, 'unicode'>): Prose {
  const width = Math.min(look.width, PROSE_WIDTH);
  return {
    ...paletteOf(look),
    width,
    wrap: (line) => wrapLine(line, width).join('\n'),
    hang: (label, line) => hangLine(label, line, width),
  };
}
