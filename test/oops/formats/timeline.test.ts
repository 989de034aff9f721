import { describe, expect, it } from 'vitest';
import { timelineFromValue } from '../../../src/oops/formats/report-from-document.js';

describe('timelineFromValue', () => {
  it.each([
    [
      'four elements',
      [1, 5, 'SQL-main', 'SELECT 1'],
      { start: 1, end: 5, category: 'SQL-main', detail: 'SELECT 1' },
    ],
    [
      'a backtrace',
      [1, 5, 'c', 'd', 'File x'],
      { start: 1, end: 5, category: 'c', detail: 'd', backtrace: 'File x' },
    ],
    ['no backtrace', [1, 5, 'c', 'd', null], { start: 1, end: 5, category: 'c', detail: 'd' }],
    [
      'six elements',
      [1, 5, 'c', 'd', 'b', 'x'],
      { start: 1, end: 5, category: 'c', detail: 'd', backtrace: 'b' },
    ],
    ['three elements', [1, 5, 'c'], { start: 1, end: 5, category: 'c', detail: 'unknown' }],
    ['two elements', [1, 5], { start: 1, end: 5, category: 'unknown', detail: 'unknown' }],
    ['one element', [1], { start: 1, end: 0, category: 'unknown', detail: 'unknown' }],
    ['no elements', [], { start: 0, end: 0, category: 'unknown', detail: 'unknown' }],
    ['no category', [1, 5, null, 'd'], { start: 1, end: 5, category: null, detail: 'd' }],
    ['numbers of all kinds', [1.5, 5n, 'c', 7], { start: 1.5, end: 5, category: 'c', detail: '7' }],
    ['numbers as text', ['1', Buffer.from('5'), 'c', 'd'], { start: 1, end: 5, category: 'c', detail: 'd' }],
    ['no numbers', ['x', Number.NaN, 'c', 'd'], { start: 0, end: 0, category: 'c', detail: 'd' }],
    ['no list', 'SELECT 1', { start: 0, end: 0, category: 'badtimeline', detail: 'SELECT 1' }],
  ])('reads a row of %s', (_, written, row) => {
    expect(timelineFromValue([written])).toEqual([row]);
  });

  it.each([
    ['nothing', undefined, []],
    ['null', null, []],
    ['an empty list', [], []],
    ['text', 'lost', [{ start: 0, end: 0, category: 'badtimeline', detail: 'lost' }]],
    ['a dictionary', { a: 1 }, [{ start: 0, end: 0, category: 'badtimeline', detail: '{"a":1}' }]],
    ['a number', 5, [{ start: 0, end: 0, category: 'badtimeline', detail: '5' }]],
  ])('reads a timeline that is %s', (_, written, rows) => {
    expect(timelineFromValue(written)).toEqual(rows);
  });
});
