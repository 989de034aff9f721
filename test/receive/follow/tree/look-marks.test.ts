import { describe, expect, it } from 'vitest';
import { createLookMarks } from '../../../../src/receive/follow/tree/look-marks.js';

const NEVER = Number.POSITIVE_INFINITY;

describe('the marks of a folder', () => {
  it('have it looked at first, and again when its times change', () => {
    const marks = createLookMarks();
    marks.note('1', 0);
    expect(marks.dueAt).toBe(0);
    marks.noteLook(5000);
    marks.note('1', 6000);
    expect(marks.dueAt).toBe(NEVER);
    marks.note('2', 7000);
    expect([marks.dueAt, marks.changedAt]).toEqual([7000, 7000]);
  });

  it('have it looked at once more after a clock step, in which a change need not show', () => {
    const marks = createLookMarks();
    marks.note('1', 1000);
    marks.noteLook(1500);
    expect(marks.dueAt).toBe(3000);
    marks.noteLook(3000);
    expect(marks.dueAt).toBe(NEVER);
  });

  it('have it looked at for a change that its times do not show', () => {
    const marks = createLookMarks();
    marks.noteLook(5000);
    marks.noteChange(6000);
    expect(marks.dueAt).toBe(6000);
  });
});
