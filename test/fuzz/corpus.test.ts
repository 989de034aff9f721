import { describe, expect, it } from 'vitest';

// Not known when types are checked: they are plain JavaScript over what was compiled.
const [{ readCorpus }, { TARGETS }] = (await Promise.all(
  ['../../fuzz/corpus.js', '../../fuzz/targets/index.js'].map((path) => import(path)),
)) as [
  { readCorpus(target: string): Buffer[] },
  { TARGETS: Record<string, (bytes: Buffer) => void | Promise<void>> },
];

describe('what fuzzing has found worth keeping', () => {
  it.each(Object.entries(TARGETS))('is still read as it should be: %s', async (name, target) => {
    const inputs = readCorpus(name);
    expect(inputs.length).toBeGreaterThan(0);
    for (const input of inputs) await target(input);
  });
});
