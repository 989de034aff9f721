import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { buildProgram, runProgram } from '../../../src/commands/program/program.js';
import { openDatabase } from '../../../src/store/sqlite/opening/database.js';
import { commandContext } from '../../support/command-context.js';
import { run } from '../../support/run.js';
import { makeFolder } from '../../support/temporary-folder.js';

/** Every command that does something, with its subcommands spelled out. */
function commandNames(command: Command, above: readonly string[] = []): string[][] {
  return command.commands.flatMap((sub) => {
    const name = [...above, sub.name()];
    return sub.commands.length > 0 ? commandNames(sub, name) : [name];
  });
}

const allNames = commandNames(await buildProgram(commandContext, () => {}));

describe('the program', () => {
  it('prints its version', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(await run('/', ['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('says once that the code is loaded, before the command begins', async () => {
    const told: string[] = [];
    const context = {
      ...commandContext,
      cwd: makeFolder(),
      onLoaded: () => void told.push('loaded'),
      stdout: { write: () => told.push('begun') > 0 },
      stderr: { write: () => true },
    };
    await runProgram(['windows', 'list'], context);
    expect(told.slice(0, 2)).toEqual(['loaded', 'begun']);
    expect(told.filter((word) => word === 'loaded')).toHaveLength(1);
  });

  it.each(allNames)('ends the help of %s %s with an example to paste', async (...name) => {
    const { code, stdout } = await run('/', [...name.filter(Boolean), '--help']);
    expect(code).toBe(0);
    const called = `oops-report .*${name.filter(Boolean).join(' ')}.*\\n`;
    expect(stdout).toMatch(new RegExp(`\\n(Example:\\n {2}${called}|Examples:\\n( {2}${called}){2,})$`));
  });

  it('says in one line that the database turns out to be damaged', async () => {
    const folder = makeFolder();
    const path = join(folder, 'oops-report.db');
    const { db } = openDatabase(path);
    const page = db
      .prepare("SELECT rootpage FROM sqlite_master WHERE name = 'derived_from'")
      .pluck()
      .get() as number;
    db.close();
    writeFileSync(path, readFileSync(path).fill(0xff, (page - 1) * 4096, page * 4096));
    expect(await run(folder, ['rejects'])).toEqual({
      code: 2,
      stdout: '',
      stderr: `oops-report: ${path}: is damaged. Run oops-report doctor --repair, or restore a backup.\n`,
    });
  });
});
