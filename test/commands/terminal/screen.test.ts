import { describe, expect, it } from 'vitest';
import { openScreen } from '../../../src/commands/terminal/screen.js';

const ENTER = '\u001b[?1049h\u001b[?25l\u001b[?7l\u001b[2J';
const LEAVE = '\u001b[?7h\u001b[?25h\u001b[?1049l';
const HOME = '\u001b[H';
const row = (number: number, text: string) => `\u001b[${number}H${text}\u001b[K`;

function makeScreen() {
  const written: string[] = [];
  const context = { stdout: { write: (text: string) => written.push(text) > 0 }, columns: 80, rows: 24 };
  const screen = openScreen(context);
  /** What a drawing writes. */
  const draw = (...lines: string[]) => {
    written.length = 0;
    screen.draw(lines);
    return written.join('');
  };
  return { written, context, screen, draw };
}

describe('a screen', () => {
  it('is taken when it is first drawn on, and left as it was', () => {
    const { screen, written, draw } = makeScreen();
    screen.close();
    expect(written).toEqual([]);
    expect(draw('a', 'b')).toBe(`${ENTER}${row(1, 'a')}${row(2, 'b')}${HOME}`);
    written.length = 0;
    screen.close();
    screen.close();
    expect(written).toEqual([LEAVE]);
  });

  it('draws only what has changed, and nothing where nothing has', () => {
    const { draw } = makeScreen();
    draw('a', 'b', 'c');
    expect(draw('a', 'B', 'c')).toBe(`${row(2, 'B')}${HOME}`);
    expect(draw('a', 'B', 'c')).toBe('');
    expect(draw('a')).toBe(`${row(2, '')}${row(3, '')}${HOME}`);
    expect(draw('a', 'b')).toBe(`${row(2, 'b')}${HOME}`);
  });

  it('draws all of it anew when the terminal has another size', () => {
    const { draw, context } = makeScreen();
    draw('a', 'b');
    context.columns = 60;
    expect(draw('a', 'b')).toBe(`\u001b[2J${row(1, 'a')}${row(2, 'b')}${HOME}`);
    expect(draw('a', 'b')).toBe('');
  });

  it('draws all of it now and then, over what somebody has typed', () => {
    const { draw } = makeScreen();
    draw('a');
    const drawings = Array.from({ length: 30 }, () => draw('a'));
    expect(drawings.filter((drawing) => drawing !== '')).toEqual([`${row(1, 'a')}${HOME}`]);
  });
});
