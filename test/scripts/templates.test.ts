import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

import { compileOptions } from '../../src/reports/layout/template-source.js';
import { run } from '../support/run.js';
import { makeIncidentFolder } from '../support/site.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Without when it was made. */
const unstamped = (text: string) => text.replaceAll(/Made .{19} UTC/g, 'Made');

describe('the templates of the program that users run', () => {
  it('are all there, compiled, and nothing that compiles them', () => {
    const templates = readdirSync(join(ROOT, 'templates'), { recursive: true, encoding: 'utf8' });
    const pages = templates.filter((file) => file.endsWith('.hbs') && !file.startsWith('partials'));
    expect(pages.length).toBeGreaterThan(30);
    const compiled = (file: string) => join(ROOT, 'dist/templates', file.replace(/\.hbs$/, '.js'));
    expect(pages.filter((file) => !existsSync(compiled(file)))).toEqual([]);
    expect(readdirSync(join(ROOT, 'dist/packages/handlebars'))).toEqual(['runtime.js']);
    expect(existsSync(join(ROOT, 'dist/packages/handlebars.js'))).toBe(false);
  });

  it('escape what they put in where it is HTML or XML, and take no name that is missing', () => {
    const formats = ['html', 'atom', 'text', 'markdown'] as const;
    expect(formats.map(compileOptions)).toEqual(
      [false, false, true, true].map((noEscape) => ({ strict: true, noEscape })),
    );
  });

  it('make what those make that are compiled when they are used', async () => {
    const folder = makeIncidentFolder();
    const reports = [
      ['daily', '2011-09-08'],
      ['outage', 'fdt-2011-09-08'],
      ['outages', '--to', '2011-09-09'],
    ];
    for (const report of reports) {
      for (const format of ['text', 'markdown', 'html']) {
        const args = [...report, '--format', format, '--quiet'];
        const { stdout } = await run(folder, args);
        const program = spawnSync(process.execPath, [join(ROOT, 'dist/main.js'), ...args], {
          cwd: folder,
          encoding: 'utf8',
        });
        expect(stdout.length).toBeGreaterThan(500);
        expect({ args, made: unstamped(program.stdout) }).toEqual({ args, made: unstamped(stdout) });
      }
    }
  });
});
