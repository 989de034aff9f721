import type { Palette } from '../layout/colour.js';

/** What a screen is drawn on. */
export interface Canvas {
  /** In columns. */
  readonly width: number;
  /** Whether bars can be shown. */
  readonly unicode: boolean;
  readonly palette: Palette;
}
