import { describe, expect, it } from 'vitest';
import { placeFirst, placeLabels } from '../../../../src/reports/layout/charts/labels.js';

const label = (text: string, x: number, anchor: 'start' | 'middle' | 'end' = 'middle') => ({
  text,
  x,
  anchor,
  name: 'soft',
});

describe('placeLabels', () => {
  it('keeps the first of those that collide, and the others for wide pages where they fit there', () => {
    const placed = placeLabels([label('09:00', 50), label('09:01', 52), label('09:02', 60)], 10);
    expect(placed.map(({ text, isRoomy }) => [text, isRoomy])).toEqual([
      ['09:00', false],
      ['09:02', true],
    ]);
  });

  it('leaves out what does not fit within its edges', () => {
    expect(placeLabels([label('09:00', 0), label('09:30', 100)], 10)).toEqual([]);
    expect(placeLabels([label('09:00', 30, 'start')], 10, { left: 0, right: 31 })).toEqual([]);
  });
});

describe('placeFirst', () => {
  it('takes the first way that a narrow page has room for, else the first of a wide one', () => {
    const long = 'more since 09:16:52: TypeError';
    expect(placeFirst([label(long, 60, 'start'), label(long, 60, 'end')], 10)).toMatchObject([
      { anchor: 'end', isRoomy: false },
    ]);
    expect(placeFirst([label('m'.repeat(40), 0, 'start')], 10)).toMatchObject([{ isRoomy: true }]);
    expect(placeFirst([label('m'.repeat(99), 0, 'start')], 10)).toEqual([]);
  });
});
