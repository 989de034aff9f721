/** A length or place in a picture, to a tenth of its unit: finer is not seen, and pages stay small. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** A box of a picture, by its upper left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Draws a rectangle of a class, which the page's style gives a colour; nothing where the box is empty.
 *
 * @param title what shows where somebody points at it; it must come escaped
 */
export function drawRectangle(name: string, { x, y, width, height }: Box, title?: string): string {
  if (width <= 0 || height <= 0) return '';
  const box = `class="${name}" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"`;
  return title === undefined ? `<rect ${box}/>` : `<rect ${box}><title>${title}</title></rect>`;
}

/** Writes a text, which must come escaped, at a place that is its start, middle or end. */
export function drawText(
  { x, y, anchor, name }: { x: number; y: number; anchor?: 'middle' | 'start' | 'end'; name?: string },
  text: string,
): string {
  const attributes = [
    ...(name === undefined ? [] : [`class="${name}"`]),
    `x="${round(x)}"`,
    `y="${round(y)}"`,
    ...(anchor === undefined ? [] : [`text-anchor="${anchor}"`]),
  ];
  return `<text ${attributes.join(' ')}>${text}</text>`;
}
