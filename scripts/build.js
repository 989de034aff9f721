// Compiles src/ to build/, file by file, joins that into dist/, and puts the SQL migrations beside the store of each.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');

for (const folder of ['build', 'dist']) rmSync(join(root, folder), { recursive: true, force: true });
const { status } = spawnSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.build.json')], {
  stdio: 'inherit',
});
if (status !== 0) process.exit(1);
await bundle(root);
for (const folder of ['build', 'dist'])
  cpSync(join(root, 'src/store/sqlite/migrations'), join(root, folder, 'store/sqlite/migrations'), {
    recursive: true,
  });
for (const program of ['oops-report.js', 'main.js']) chmodSync(join(root, 'dist', program), 0o755);
