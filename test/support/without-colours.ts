import { paletteOf } from '../../src/reports/layout/colour.js';

/** The escapes that reports are painted with, and none of those that hostile values bring. */
const ESCAPES = [
  ...new Set(Object.values(paletteOf({ colour: true })).flatMap((paint) => paint('x').split('x'))),
];

/** What remains of a text when the colours of reports are taken away. */
export function withoutColours(text: string): string {
  return ESCAPES.reduce((rest, escapes) => rest.replaceAll(escapes, ''), text);
}
