// node plain-list.js ROOT: lists a tree and does nothing with the names: the floor of finding out that nothing is new.
import { readdirSync } from 'node:fs';

process.stdout.write(`${readdirSync(process.argv[2], { recursive: true }).length}\n`);
