import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { describeWayOn } from '../../scripts/tour/way-on.js';
import { run } from '../support/run.js';
import { makeFolder } from '../support/temporary-folder.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SHOP = 'data/incident-2026-11-18';

/** A checkout in a folder whose name a shell would take apart, with the shop's database. */
async function makeCheckout(): Promise<string> {
  const root = join(makeFolder(), "it's a checkout");
  mkdirSync(root);
  for (const name of ['dist', 'data']) symlinkSync(join(ROOT, name), join(root, name));
  await run(root, ['--db', 'tour.db', '--config', `${SHOP}/oops-report.yaml`, 'ingest', `${SHOP}/logs`]);
  await run(root, ['--db', 'tour.db', 'windows', 'import', `${SHOP}/maintenances.json`]);
  return root;
}

it.skipIf(process.platform === 'win32')('names commands that work in any folder', async () => {
  const root = await makeCheckout();
  const text = describeWayOn({
    root,
    node: process.execPath,
    version: '0.1.0',
    database: 'tour.db',
    config: `${SHOP}/oops-report.yaml`,
  });
  const [settings = '', ...commands] = [...text.matchAll(/^\$ (.*)$/gm)].map(([, command]) =>
    String(command),
  );
  expect(commands).toHaveLength(6);
  expect(commands[3]).toMatch(/ serve --as-of 2026-11-18T11:00Z$/);
  const PATH = `${dirname(process.execPath)}:${process.env.PATH}`;
  const ended = commands.slice(0, 3).map((command) => {
    const { status, stdout, stderr } = spawnSync('sh', ['-c', `${settings}\n${command}`], {
      cwd: makeFolder(),
      encoding: 'utf8',
      env: { ...process.env, PATH },
    });
    return { status, begin: stdout.slice(0, 20), stderr };
  });
  expect(ended).toEqual([
    { status: 0, begin: 'OOPS summary: Wednes', stderr: '' },
    { status: 1, begin: expect.stringContaining('worker'), stderr: '' },
    { status: 0, begin: expect.stringMatching(/^\//), stderr: '' },
  ]);
});
