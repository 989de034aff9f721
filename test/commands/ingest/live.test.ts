import { describe, expect, it } from 'vitest';
import { startProgram } from '../../support/start-program.js';
import { addFiles, makeFolder, textReport } from '../../support/temporary-folder.js';

const DATED = { Date: '2011-09-08T08:53:06Z' };

describe('ingest --follow', () => {
  it('loads what is written while it runs, and ends with 0 when it is told to stop', async () => {
    const folder = makeFolder();
    addFiles(folder, { 'r/2011-09-08/OOPS-1A1': textReport('OOPS-1A1', DATED) });
    const program = startProgram(folder, ['ingest', '--follow', 'r', '--settle', '0', '--format', 'json']);
    await program.says('Ready');
    addFiles(folder, { 'r/2011-09-08/OOPS-1A2': textReport('OOPS-1A2', DATED) });
    await program.until(['query', '--count'], (answer) => answer.includes('2'));
    const { code, stdout } = await program.stop('SIGTERM');
    expect({ code, ...JSON.parse(stdout).intakes[0] }).toMatchObject({
      code: 0,
      accepted: 2,
      loaded: 2,
      pending: 0,
    });
  });
});
