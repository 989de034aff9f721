// node plain-parse.js LOG: JSON.parse of every line of a log, and nothing else.
import { readFileSync } from 'node:fs';

const text = readFileSync(process.argv[2], 'utf8');
let lines = 0;
for (let start = 0, end = text.indexOf('\n'); end >= 0; start = end + 1, end = text.indexOf('\n', start)) {
  if (typeof JSON.parse(text.slice(start, end)) === 'object') lines++;
}
process.stdout.write(`${lines}\n`);
