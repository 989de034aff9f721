// npm run truth [-- --seed TEXT] [--outages N] [--only ID …] [--verdicts] [--markdown]: see docs/concepts.md, What a reader
// may expect. Simulates outages of which the truth is known and has the program judge them. Writes no file. Exit code 1:
// an aim is missed by more than chance.
import { parseArgs } from 'node:util';
import { ROWS } from './rows.js';
import { scoreLines, THRESHOLD } from './score.js';
import { simulate } from './simulate.js';
import { formatLine, formatMarkdown, HEADING } from './table.js';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    outages: { type: 'string', default: '100' },
    only: { type: 'string', multiple: true },
    verdicts: { type: 'boolean', default: false },
    markdown: { type: 'boolean', default: false },
  },
});
const outages = Number(values.outages);
if (!Number.isInteger(outages) || outages < 1) throw new Error('--outages is a whole number above zero');
const unknown = values.only?.find((id) => !ROWS.some((row) => row.id === id));
if (unknown) throw new Error(`there is no row ${unknown}: choose of ${ROWS.map(({ id }) => id).join(', ')}`);

const print = (/** @type {string} */ text) => process.stdout.write(`${text}\n`);
const rows = ROWS.filter(({ id }) => values.only?.includes(id) ?? true);
const progress = (/** @type {number} */ done, /** @type {number} */ of) => {
  if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${of} worlds${done === of ? '\n' : ''}`);
};
const lines = scoreLines(await simulate(rows, { seed: values.seed, outages, progress }));
const aims = lines.flatMap((line) => line.aims);
const missed = aims.filter(({ outcome }) => outcome === 'missed');

if (values.markdown) print(formatMarkdown(lines));
else {
  print(`seed ${values.seed}, ${outages} outages a line\n`);
  print(HEADING);
  for (const line of lines) {
    print(formatLine(line));
    if (values.verdicts) for (const [verdicts, count] of line.verdicts) print(`    ${count} ${verdicts}`);
  }
  print(
    `\n${missed.length} of ${aims.length} aims are missed by more than chance: p times ${aims.length} is below ${THRESHOLD}.`,
  );
}
if (missed.length > 0) process.exitCode = 1;
