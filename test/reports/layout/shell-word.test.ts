import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { shellWord } from '../../../src/reports/layout/shell-word.js';

describe('shellWord', () => {
  it('leaves alone what a shell reads as it is', () => {
    expect(shellWord('fdt-2011-09-08')).toBe('fdt-2011-09-08');
  });

  it.each(['', 'two words', "it's", '$(id)', '*', 'a;b', '"', 'fdt\\1', '#1'])(
    'is one word to a shell: %j',
    (text) => {
      const printed = execFileSync('sh', ['-c', `printf '<%s>' ${shellWord(text)}`], { encoding: 'utf8' });
      expect(printed).toBe(`<${text}>`);
    },
  );
});
