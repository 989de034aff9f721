#!/usr/bin/env node
// @ts-check
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { countMoments } from './maker/count.js';
import { makeOrdinary } from './maker/ordinary.js';
import { makePlaced } from './maker/placed.js';
import { createRandom } from './maker/random.js';
import { makeBystanders, makeFiles, writeFile } from './maker/repository.js';
import { makeStorm } from './maker/storm.js';

const HELP = `Makes the reports of the incident of 2011-09-08: the same bytes on every run and every machine.

  node make-incident.js                          the folder reports/ beside this program, made anew
  node make-incident.js --out DIR                the same into a new folder
  node make-incident.js --out DIR --times 100    with 100 times the storm and the ordinary errors
  node make-incident.js --count                  counts by system and phase; writes nothing

windows.csv and oops-report.yaml serve the larger ones too.
`;

const OWN_REPORTS = join(import.meta.dirname, 'reports');
const SEED = 20110908;

const { values: options } = parseArgs({
  options: {
    out: { type: 'string' },
    times: { type: 'string', default: '1' },
    count: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const times = Number(options.times);

if (options.help) process.stdout.write(HELP);
else if (!Number.isInteger(times) || times < 1)
  fail(`--times ${options.times} is not a whole number from 1 on.`);
else if (options.count) process.stdout.write(countMoments(makeMoments(0)));
else if (options.out === undefined && times > 1)
  fail('--times needs --out DIR: the folder beside this program holds the incident once.');
else if (options.out !== undefined && isFilled(options.out))
  fail(`${options.out} is not empty. Name a new folder.`);
else writeIncident(options.out ?? OWN_REPORTS);

/** Copy by copy, so that memory holds one at a time. @param {string} root */
function writeIncident(root) {
  if (root === OWN_REPORTS) rmSync(root, { recursive: true, force: true });
  for (const file of makeBystanders()) writeFile(root, file);
  for (let copy = 0; copy < times; copy++) {
    for (const file of makeFiles(createRandom(SEED - 1 - copy), makeMoments(copy), copy))
      writeFile(root, file);
  }
}

/** What is placed by hand happens once; the volume grows. @param {number} copy */
function makeMoments(copy) {
  const random = createRandom(SEED + copy);
  return [...makeOrdinary(random), ...makeStorm(random), ...(copy === 0 ? makePlaced(random) : [])];
}

/** @param {string} folder */
function isFilled(folder) {
  return existsSync(folder) && readdirSync(folder).length > 0;
}

/** @param {string} message */
function fail(message) {
  process.stderr.write(`make-incident: ${message}\n`);
  process.exitCode = 2;
}
