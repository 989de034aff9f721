import { describe, expect, it } from 'vitest';
import { createLiveLine } from '../../../src/commands/terminal/live-line.js';

const CLEAR = '\r\u001b[K';

function makeLine(columns: number | null) {
  const written: string[] = [];
  const context = { stderr: { write: (text: string) => written.push(text) > 0 }, columns };
  return { written, context, line: createLiveLine(context) };
}

describe('a live line', () => {
  it('is written over itself, and only when it has changed', () => {
    const { line, written } = makeLine(80);
    line.show('1 loaded');
    line.show('1 loaded');
    line.show('2 loaded');
    expect(written).toEqual([`${CLEAR}1 loaded`, `${CLEAR}2 loaded`]);
  });

  it('is taken away only where it stands, and can be shown again', () => {
    const { line, written } = makeLine(80);
    line.clear();
    line.show('1 loaded');
    line.clear();
    line.clear();
    line.show('1 loaded');
    expect(written).toEqual([`${CLEAR}1 loaded`, CLEAR, `${CLEAR}1 loaded`]);
  });

  it('is cut to the terminal as it is now', () => {
    const { line, written, context } = makeLine(10);
    line.show('0123456789');
    context.columns = 9;
    line.show('0123456789');
    context.columns = null;
    line.show('x'.repeat(100));
    expect(written).toEqual([`${CLEAR}012345...`, `${CLEAR}01234...`, `${CLEAR}${'x'.repeat(76)}...`]);
  });
});
