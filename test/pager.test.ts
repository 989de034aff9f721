import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runPager } from '../src/pager.js';
import { makeFolder } from './support/temporary-folder.js';

const { PATH } = process.env;
const MANY = Array.from({ length: 100_000 }, (_, index) => `line ${index}\n`);

/** Shows parts in a pager of which `$OUT` is a file, and tells what is in it. */
async function show(command: string, parts: readonly string[], more: Record<string, string> = {}) {
  const file = join(makeFolder(), 'out');
  const isShown = await runPager(command, parts, { PATH, OUT: file, ...more });
  return { isShown, out: readFileSync(file, 'utf8') };
}

describe('a pager', () => {
  it('gets all of the text', async () => {
    expect(await show('cat > "$OUT"', MANY)).toEqual({ isShown: true, out: MANY.join('') });
  });

  it('can be a command with options, without a shell', async () => {
    const file = join(makeFolder(), 'out');
    expect(await runPager(`tee -a ${file}`, ['a\n', 'b\n'], { PATH })).toBe(true);
    expect(readFileSync(file, 'utf8')).toBe('a\nb\n');
  });

  it('may be left early, and may end with any code', async () => {
    expect(await show('head -n 1 > "$OUT"; exit 3', MANY)).toEqual({ isShown: true, out: 'line 0\n' });
  });

  it.each([
    [{}, 'FRX\n'],
    [{ LESS: '-i' }, '-i\n'],
    [{ LESS: '' }, '\n'],
  ])('of name less is told, in %j, to do %j', async (env, out) => {
    expect((await show('echo "$LESS" > "$OUT"', [], env)).out).toBe(out);
  });

  it.each(['no-such-pager', 'no-such-pager -R', '/', 'exec "no-such-pager" 2>&-'])(
    'that is missing shows nothing: %s',
    async (command) => {
      expect(await runPager(command, MANY, { PATH })).toBe(false);
    },
  );
});
