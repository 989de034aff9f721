/**
 * Pictures are laid out across in percent of their width and down in CSS pixels: they refit any page, and no text of theirs
 * ever shrinks.
 */
export interface Box {
  /** The left edge and the width, in percent. */
  readonly x: number;
  readonly width: number;
  /** The upper edge and the height, in pixels. */
  readonly y: number;
  readonly height: number;
}

/** A place in a picture: percent across, pixels down. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export type Anchor = 'start' | 'middle' | 'end';

/** A length in pixels to a tenth of one: finer is not seen, and pages stay small. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** A place across, to a hundredth of a percent. */
export function percent(value: number): string {
  return `${Math.round(value * 100) / 100}%`;
}

/** A whole picture of a class, with its title and its content in words, which must come escaped. */
export function drawPicture(
  { name, height, title, description }: PictureFrame,
  pieces: readonly string[],
): string {
  return [
    `<svg class="picture ${name}" height="${Math.ceil(height)}" role="img">`,
    `<title>${title}</title>`,
    `<desc>${description}</desc>`,
    ...pieces.filter((piece) => piece !== ''),
    '</svg>',
  ].join('\n');
}

export interface PictureFrame {
  readonly name: string;
  readonly height: number;
  readonly title: string;
  readonly description: string;
}

/**
 * Draws a rectangle of a class, which the page's style gives a colour; nothing where the box is empty.
 *
 * @param title what shows where somebody points at it; it must come escaped
 */
export function drawRectangle(name: string, { x, y, width, height }: Box, title?: string): string {
  if (width <= 0 || height <= 0) return '';
  const box = `class="${name}" x="${percent(x)}" y="${round(y)}" width="${percent(width)}" height="${round(height)}"`;
  return title === undefined ? `<rect ${box}/>` : `<rect ${box}><title>${title}</title></rect>`;
}

/** Draws a line of a class. */
export function drawLine(name: string, from: Point, to: Point): string {
  const [x1, y1] = [percent(from.x), round(from.y)];
  return `<line class="${name}" x1="${x1}" y1="${y1}" x2="${percent(to.x)}" y2="${round(to.y)}"/>`;
}

/** Draws an outline around a place, in pixels, that keeps its form whatever the width; its title must come escaped. */
export function drawMark(name: string, { x, y }: Point, outline: string, title?: string): string {
  const path = `<path class="${name}" d="${outline}"`;
  const drawn = title === undefined ? `${path}/>` : `${path}><title>${title}</title></path>`;
  return `<svg class="at" x="${percent(x)}" y="${round(y)}">${drawn}</svg>`;
}

/** Where a text stands. */
export interface TextPlace extends Point {
  /** So many pixels behind the place. */
  readonly dx?: number;
  /** The start when absent. */
  readonly anchor?: Anchor;
  readonly name?: string;
}

/** Writes a text, which must come escaped, at a place that is its start, middle or end. */
export function drawText({ x, y, dx, anchor, name }: TextPlace, text: string): string {
  const attributes = [
    ...(name === undefined || name === '' ? [] : [`class="${name}"`]),
    `x="${percent(x)}"`,
    `y="${round(y)}"`,
    ...(dx === undefined ? [] : [`dx="${round(dx)}"`]),
    ...(anchor === undefined || anchor === 'start' ? [] : [`text-anchor="${anchor}"`]),
  ];
  return `<text ${attributes.join(' ')}>${text}</text>`;
}
