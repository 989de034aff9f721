#!/usr/bin/env node
// @ts-check
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createRandom } from '../incident-2011-09-08/maker/random.js';
import { compressGzip } from './maker/gzip.js';
import { filesOf } from './maker/log.js';
import { makeApi } from './maker/services/api.js';
import { makeBilling } from './maker/services/billing.js';
import { makeMailer } from './maker/services/mailer.js';
import { makeSearch } from './maker/services/search.js';
import { makeWeb } from './maker/services/web.js';
import { makeWorker } from './maker/services/worker.js';

const HELP = `Makes the logs of the incident of 2026-11-18: the same bytes on every run and every machine.

  node make-incident.js              the folder logs/ beside this program, made anew
  node make-incident.js --out DIR    the same into a new folder
`;

const OWN_LOGS = join(import.meta.dirname, 'logs');
const TODAY = '2026-11-18';

/** As logrotate numbers them. @param {string} name */
const numbered = (name) => ({
  name,
  rotatedName: (/** @type {string} */ _, /** @type {number} */ age) => `${name}.${age}`,
});

/** The logs of the services, each with a seed of its own, so that a change of one leaves the others as they are. */
const LOGS = [
  { ...numbered('api.log'), seed: 1, make: makeApi },
  {
    name: 'web.envelope',
    rotatedName: (/** @type {string} */ day) => `web-${day}.envelope`,
    seed: 2,
    make: makeWeb,
  },
  { ...numbered('billing.log'), seed: 3, make: makeBilling },
  { ...numbered('search.json'), seed: 4, make: makeSearch },
  {
    name: 'worker.jsonl',
    rotatedName: (/** @type {string} */ day) => `worker-${day}.jsonl`,
    seed: 5,
    make: makeWorker,
  },
  { ...numbered('mailer.log'), seed: 6, make: makeMailer },
];

const { values: options } = parseArgs({
  options: { out: { type: 'string' }, help: { type: 'boolean', default: false } },
});

if (options.help) process.stdout.write(HELP);
else if (options.out !== undefined && existsSync(options.out) && readdirSync(options.out).length > 0) {
  process.stderr.write(`make-incident: ${options.out} is not empty. Name a new folder.\n`);
  process.exitCode = 2;
} else writeLogs(options.out ?? OWN_LOGS);

/** @param {string} folder */
function writeLogs(folder) {
  if (folder === OWN_LOGS) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { seed, make, ...log } of LOGS) {
    const lines = make(createRandom(20261118 + seed));
    for (const { name, isPacked, text } of filesOf({ ...log, lines }, TODAY)) {
      const bytes = Buffer.from(text);
      writeFileSync(join(folder, name), isPacked ? compressGzip(bytes) : bytes);
    }
  }
}
