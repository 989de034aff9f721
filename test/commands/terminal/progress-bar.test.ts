import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createProgressLine, startProgressBar } from '../../../src/commands/terminal/progress-bar.js';

it('shows a folder in which no terminal sees an escape sequence', async () => {
  let printed = '';
  const stderr = Object.assign(
    new Writable({
      write(part, _, done) {
        printed += String(part);
        done();
      },
    }),
    { isTTY: true, columns: 200 },
  );
  const bar = await startProgressBar({ stderr, showsProgress: true, now: () => 0 }, false);
  bar.update({ done: 1, found: 2, folder: 'reports\u001b]0;owned\u0007\u202e' });
  bar.stop();
  expect(printed).toContain('1/2 new files  reports\\x1b]0;owned\\x07\\u{202e}');
  expect(printed).not.toContain('\u001b]0');
});

describe('the line of progress', () => {
  it('says how much is done, how fast, and how long the rest takes', () => {
    let at = 0;
    const describeProgress = createProgressLine(() => at);
    expect(describeProgress({ folder: 'r/2011-09-08', done: 0, found: 400 })).toBe(
      `${'░'.repeat(20)} 0/400 new files  r/2011-09-08`,
    );
    at = 2000;
    expect(describeProgress({ folder: 'r/2011-09-08', done: 100, found: 400 })).toBe(
      `${'█'.repeat(5)}${'░'.repeat(15)} 100/400 new files  50/s  6 s left  r/2011-09-08`,
    );
    at = 8000;
    expect(describeProgress({ folder: 'r/2011-09-08', done: 400, found: 400 })).toBe(
      `${'█'.repeat(20)} 400/400 new files  50/s  r/2011-09-08`,
    );
  });

  it('does not run back when more is found', () => {
    const describeProgress = createProgressLine(() => 0);
    const filled = [
      [1, 2],
      [2, 40],
      [30, 40],
    ].map(([done = 0, found = 0]) => describeProgress({ folder: 'r', done, found }).lastIndexOf('█') + 1);
    expect(filled).toEqual([10, 10, 15]);
  });

  it('counts the rows of each export by itself', () => {
    let at = 0;
    const describeProgress = createProgressLine(() => at);
    describeProgress({ folder: 'r', done: 7, found: 7 });
    at = 5000;
    expect(describeProgress({ folder: 'a.log', done: 1000, found: null })).toBe('1000 rows  a.log');
    at = 7000;
    expect(describeProgress({ folder: 'a.log', done: 9000, found: null })).toBe('9000 rows  4500/s  a.log');
    expect(describeProgress({ folder: 'b.log', done: 1000, found: null })).toBe('1000 rows  b.log');
  });
});
