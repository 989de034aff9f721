import { describe, expect, it } from 'vitest';
import { drawMark, drawRectangle, drawText } from '../../../../src/reports/layout/charts/shapes.js';

describe('drawRectangle', () => {
  it('is as exact as anybody sees, and says what it is to who points at it', () => {
    expect(drawRectangle('window', { x: 1.04, y: 2.05, width: 3, height: 0.12 }, '3 late')).toBe(
      '<rect class="window" x="1.04%" y="2.1" width="3%" height="0.1"><title>3 late</title></rect>',
    );
  });

  it.each([
    [0, 1],
    [1, 0],
    [-1, 1],
  ])('is none of %d by %d', (width, height) => {
    expect(drawRectangle('window', { x: 0, y: 0, width, height })).toBe('');
  });
});

describe('drawMark', () => {
  it('keeps its form whatever the width of the picture', () => {
    expect(drawMark('late', { x: 12.345, y: 7 }, 'M0 0v4', '2 late')).toBe(
      '<svg class="at" x="12.35%" y="7"><path class="late" d="M0 0v4"><title>2 late</title></path></svg>',
    );
  });
});

describe('drawText', () => {
  it('has a class and an anchor where it is given them', () => {
    expect(drawText({ x: 1.268, y: 2 }, 'web')).toBe('<text x="1.27%" y="2">web</text>');
    expect(drawText({ name: 'soft', x: 1, y: 2, dx: 4, anchor: 'end' }, 'web')).toBe(
      '<text class="soft" x="1%" y="2" dx="4" text-anchor="end">web</text>',
    );
  });
});
