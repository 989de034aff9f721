/** Outlines around a place, in pixels, told apart without colour. */
export const MARKS = {
  circle: 'M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z',
  diamond: 'M0 -5l5 5l-5 5l-5 -5z',
  triangle: 'M0 -5l4.5 8h-9z',
} as const;

/** Strokes behind a place, eleven pixels wide: yes, no, and nobody knows. */
export const SIGNS = {
  tick: 'M1 0l3.5 4l5.5 -8',
  cross: 'M2 -4l8 8m0 -8l-8 8',
  question: 'M3 -2.5c0 -3 5.5 -3 5.5 .2c0 2 -2.75 2 -2.75 3.8m0 2.4v.8',
} as const;
