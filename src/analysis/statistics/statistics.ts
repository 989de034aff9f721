import { binomialMass, poissonMass } from './probability-mass.js';

/**
 * P(X ≥ count) for a Poisson variable, exact also far in the tail, where 1 − CDF would be 0: of the two tails the one is summed that
 * is the smaller, from its largest term outwards.
 *
 * @example
 * poissonUpperTail(0, 3); // 1
 * poissonUpperTail(1, 0); // 0: nothing can come of a rate of nothing
 */
export function poissonUpperTail(count: number, mean: number): number {
  if (count <= 0) return 1;
  if (mean <= 0) return 0;
  if (count < mean) return 1 - poissonLowerTail(count - 1, mean);
  return sumTerms(poissonMass(count, mean), count, (k) => mean / (k + 1), 1);
}

/**
 * P(X ≤ count) for a Poisson variable.
 *
 * @example
 * poissonLowerTail(0, 3); // e^−3
 */
export function poissonLowerTail(count: number, mean: number): number {
  if (count < 0) return 0;
  if (mean <= 0) return 1;
  if (count >= mean) return 1 - poissonUpperTail(count + 1, mean);
  return sumTerms(poissonMass(count, mean), count, (k) => k / mean, -1);
}

/**
 * Adds terms up that fall from the first one on, as long as one still changes the sum.
 *
 * @param first the term of the count `from`
 * @param ratio of the next term to that of a count
 */
function sumTerms(first: number, from: number, ratio: (count: number) => number, step: 1 | -1): number {
  let term = first;
  let sum = 0;
  for (let k = from; term > sum * SMALLEST_SHARE; k += step) {
    sum += term;
    term *= ratio(k);
  }
  return sum;
}

/** Terms fall slowly near the mean of a large count: what is left out behind one must be less than a digit of the sum. */
const SMALLEST_SHARE = Number.EPSILON / 64;

/** P(X = 0) for a Poisson variable: how likely it is to see nothing where `mean` were to be expected. */
export function poissonZero(mean: number): number {
  return Math.exp(-mean);
}

/** P(X ≥ successes) for a binomial variable of `trials` trials, exact also where it is tiny. */
export function binomialUpperTail(successes: number, trials: number, probability: number): number {
  if (successes <= 0) return 1;
  if (successes > trials || probability <= 0) return 0;
  if (probability >= 1) return 1;
  if (successes < trials * probability) return 1 - binomialLowerTail(successes - 1, trials, probability);
  const odds = probability / (1 - probability);
  const ratio = (k: number) => ((trials - k) / (k + 1)) * odds;
  return sumTerms(binomialMass(successes, trials, probability), successes, ratio, 1);
}

/** P(X ≤ successes) for a binomial variable of `trials` trials, exact also where it is tiny. */
export function binomialLowerTail(successes: number, trials: number, probability: number): number {
  if (successes < 0) return 0;
  if (successes >= trials || probability <= 0) return 1;
  if (probability >= 1) return 0;
  if (successes >= trials * probability) return 1 - binomialUpperTail(successes + 1, trials, probability);
  const odds = (1 - probability) / probability;
  const ratio = (k: number) => (k / (trials - k + 1)) * odds;
  return sumTerms(binomialMass(successes, trials, probability), successes, ratio, -1);
}

/**
 * P(X ≥ count) where X is how many of some independent events happen, each with its own probability (the Poisson
 * binomial distribution), by adding one event after another.
 *
 * @example
 * poissonBinomialUpperTail(2, [0.5, 0.5]); // 0.25
 */
export function poissonBinomialUpperTail(count: number, probabilities: readonly number[]): number {
  if (count <= 0) return 1;
  // chances[k]: that k of the events so far happened; the last one, that at least `count` did.
  const chances = new Array<number>(count + 1).fill(0);
  chances[0] = 1;
  for (const p of probabilities) {
    for (let k = count; k > 0; k -= 1) {
      const stays = k === count ? (chances[k] ?? 0) : (chances[k] ?? 0) * (1 - p);
      chances[k] = stays + (chances[k - 1] ?? 0) * p;
    }
    chances[0] = (chances[0] ?? 0) * (1 - p);
  }
  return chances[count] ?? 0;
}

/**
 * The p-values of tests of one kind, adjusted so that few of those below α are false finds (Benjamini–Hochberg 1995,
 * as the usual monotone "adjusted p": compare each with α). In the order given; a single one stays as it is.
 *
 * @example
 * adjustPValues([0.01, 0.04, 0.03]); // [0.03, 0.04, 0.04]
 */
export function adjustPValues(pValues: readonly number[]): number[] {
  const ranked = pValues.map((p, index) => ({ p, index })).sort((a, b) => b.p - a.p);
  const adjusted = new Array<number>(pValues.length).fill(1);
  let smallest = 1;
  ranked.forEach(({ p, index }, fromLargest) => {
    smallest = Math.min(smallest, p * (ranked.length / (ranked.length - fromLargest)));
    adjusted[index] = smallest;
  });
  return adjusted;
}
