import { escapeXml } from '../xml.js';
import type { Across } from './scale.js';
import { type Anchor, drawText } from './shapes.js';

/** A text of a picture. */
export interface Label {
  readonly text: string;
  /** In percent. */
  readonly x: number;
  /** So many pixels behind that. */
  readonly dx?: number;
  /** Its base line, in pixels. */
  readonly y: number;
  readonly anchor: Anchor;
  /** Its class, which says its colour; '' for that of the page. */
  readonly name: string;
  /** There is no room for it on a narrow page, which hides it. */
  readonly isRoomy: boolean;
}

/** How wide a picture is at least, in pixels: on a narrow page such as a telephone's, and on any wider one or on paper. */
export const PICTURE_WIDTHS = { narrow: 330, wide: 580 } as const;

/** Pixels from one label to the next. */
const GAP = 8;
/** Of a character at 12 pixels, in pixels: wider than most, so that what fits by this fits. */
const CHARACTER_WIDTH = 6.9;

/** How wide a text is shown, in pixels, for all that can be known without a browser. */
export function textWidth(text: string): number {
  return [...text].reduce((sum, character) => sum + widthOf(character), 0);
}

function widthOf(character: string): number {
  if (/[il.,:;'| ]/.test(character)) return 3.8;
  // Full width, such as that of Chinese.
  if ((character.codePointAt(0) ?? 0) > 0x2e7f) return 12.5;
  return /[MWm@%]/.test(character) ? 10.5 : CHARACTER_WIDTH;
}

/** Where a label lies in a picture of a width, in pixels. */
export function extentOf({ text, x, dx = 0, anchor }: Label, width: number): Across {
  const [at, length] = [(x / 100) * width + dx, textWidth(text)];
  const left = at - (anchor === 'start' ? 0 : anchor === 'end' ? length : length / 2);
  return { left, right: left + length };
}

/** A label that wants to be on a line; the first of a list come first. */
export type WantedLabel = Omit<Label, 'y' | 'isRoomy'>;

/**
 * Lays labels on one line, as many as there is room for between some edges: those that fit on a narrow page, and then
 * those that fit on wider ones only. What fits on none is left out.
 *
 * @param across what of the picture they may take, in percent; all of it when absent
 */
export function placeLabels(
  wanted: readonly WantedLabel[],
  y: number,
  across: Across = { left: 0, right: 100 },
): Label[] {
  const placed = new Map<WantedLabel, Label>();
  for (const isRoomy of [false, true]) {
    const width = isRoomy ? PICTURE_WIDTHS.wide : PICTURE_WIDTHS.narrow;
    for (const one of wanted) {
      const label = { ...one, y, isRoomy };
      if (placed.has(one) || !isWithin(label, across, width)) continue;
      if ([...placed.values()].every((other) => !collide(label, other, width))) placed.set(one, label);
    }
  }
  return [...placed.values()];
}

/** Lays one label in the first of some ways that a narrow page has room for, else a wide one; in none, there is none. */
export function placeFirst(ways: readonly WantedLabel[], y: number): Label[] {
  const placed = ways.flatMap((way) => placeLabels([way], y));
  return [placed.find(({ isRoomy }) => !isRoomy) ?? placed[0]].filter((label) => label !== undefined);
}

function isWithin(label: Label, { left, right }: Across, width: number): boolean {
  const extent = extentOf(label, width);
  return extent.left >= (left / 100) * width - 0.01 && extent.right <= (right / 100) * width + 0.01;
}

function collide(a: Label, b: Label, width: number): boolean {
  const [one, other] = [extentOf(a, width), extentOf(b, width)];
  return one.left < other.right + GAP && other.left < one.right + GAP;
}

/** Writes a label, whatever its text. */
export function drawLabel({ text, name, isRoomy, ...place }: Label): string {
  const classes = [name, isRoomy ? 'roomy' : ''].filter((part) => part !== '').join(' ');
  return drawText({ ...place, name: classes }, escapeXml(text));
}
