// The inputs that fuzzing has found worth keeping: a file for each target, a line of base64 for each input, sorted.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const pathOf = (target) => fileURLToPath(new URL(`./corpus/${target}.txt`, import.meta.url));

/** @returns {Buffer[]} */
export function readCorpus(target) {
  if (!existsSync(pathOf(target))) return [];
  const lines = readFileSync(pathOf(target), 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => Buffer.from(line, 'base64'));
}

/** @param {Buffer[]} inputs */
export function writeCorpus(target, inputs) {
  const lines = [
    ...new Set(inputs.filter(({ length }) => length > 0).map((input) => input.toString('base64'))),
  ];
  writeFileSync(
    pathOf(target),
    lines
      .sort()
      .map((line) => `${line}\n`)
      .join(''),
  );
}
