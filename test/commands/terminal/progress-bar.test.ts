import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import type { CommandContext } from '../../src/commands/context.js';
import { startProgressBar } from '../../src/commands/progress-bar.js';

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
  const bar = await startProgressBar({ stderr, showsProgress: true } as unknown as CommandContext, false);
  bar.update({ done: 1, found: 2, folder: 'reports\u001b]0;owned\u0007\u202e' });
  bar.stop();
  expect(printed).toContain('1/2 new files  reports\\x1b]0;owned\\x07\\u{202e}');
  expect(printed).not.toContain('\u001b]0');
});
