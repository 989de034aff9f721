// Reads all files of a tree and does nothing with them: what no ingest can be faster than.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

let bytes = 0;
for (const file of readdirSync(process.argv[2], { recursive: true, withFileTypes: true })) {
  if (file.isFile()) bytes += readFileSync(join(file.parentPath, file.name)).length;
}
process.stdout.write(`${bytes}\n`);
