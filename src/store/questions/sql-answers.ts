/** SQL that is not run, with the reason for people. */
export class RefusedSql extends Error {
  override readonly name = 'RefusedSql';
}

/** What the values of an answer may take together, in characters. */
const ANSWER_SIZE = 64_000_000;

/** Counts what an answer takes. Throws a RefusedSql where that is too much to hand on. */
export function createSizeLimit(): (values: readonly unknown[]) => void {
  let size = 0;
  return (values) => {
    for (const value of values) size += typeof value === 'string' ? value.length : 8;
    if (size > ANSWER_SIZE) {
      throw new RefusedSql(`the answer is larger than ${ANSWER_SIZE / 1e6} MB; select fewer columns or rows`);
    }
  };
}

/** The same names, with a number behind those that were there before. */
export function uniqueNames(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let count = 2; seen.has(unique); count += 1) unique = `${name}_${count}`;
    seen.add(unique);
    return unique;
  });
}
