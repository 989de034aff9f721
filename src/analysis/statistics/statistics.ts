import { betainc, gammainc, gammaln } from './special-functions.js';

/**
 * P(X ≥ count) for a Poisson variable, exact also far in the tail, where 1 − CDF would be 0.
 * Source: P(X ≥ k | μ) is the regularised lower incomplete gamma function of μ with shape k.
 *
 * @example
 * poissonUpperTail(0, 3); // 1
 * poissonUpperTail(1, 0); // 0: nothing can come of a rate of nothing
 */
export function poissonUpperTail(count: number, mean: number): number {
  if (count <= 0) return 1;
  if (mean <= 0) return 0;
  // Near and below a mean above 1000 gammainc 0.3.1 takes an expansion that does not converge there, and gives 0.011 for
  // 0.062 in the worst case; so far from the tail, nothing is lost by subtracting.
  if (mean > 1000 && count < mean + 50) return 1 - sumDown(count - 1, mean);
  return gammainc(mean, count, true, false);
}

/**
 * P(X ≤ count) for a Poisson variable. Below the mean it is summed from its largest term down, so that nothing is lost
 * in the tail.
 *
 * @example
 * poissonLowerTail(0, 3); // e^−3
 */
export function poissonLowerTail(count: number, mean: number): number {
  if (count < 0) return 0;
  if (mean <= 0) return 1;
  return count < mean ? sumDown(count, mean) : 1 - poissonUpperTail(count + 1, mean);
}

/** P(X ≤ count), summed from P(X = count) down, as long as a term still changes the sum. */
function sumDown(count: number, mean: number): number {
  let term = Math.exp(count * Math.log(mean) - mean - gammaln(count + 1));
  let sum = 0;
  for (let k = count; term > sum * Number.EPSILON; k -= 1) {
    sum += term;
    term *= k / mean;
  }
  return sum;
}

/** P(X = 0) for a Poisson variable: how likely it is to see nothing where `mean` were to be expected. */
export function poissonZero(mean: number): number {
  return Math.exp(-mean);
}

/**
 * P(X ≥ successes) for a binomial variable of `trials` trials.
 * Source: it is the regularised incomplete beta function of `probability` with k and n − k + 1.
 */
export function binomialUpperTail(successes: number, trials: number, probability: number): number {
  if (successes <= 0) return 1;
  if (successes > trials || probability <= 0) return 0;
  if (probability >= 1) return 1;
  return betainc(probability, successes, trials - successes + 1, true, false);
}

/** P(X ≤ successes) for a binomial variable of `trials` trials, exact also where it is tiny. */
export function binomialLowerTail(successes: number, trials: number, probability: number): number {
  if (successes < 0) return 0;
  if (successes >= trials || probability <= 0) return 1;
  if (probability >= 1) return 0;
  return betainc(probability, successes + 1, trials - successes, true, true);
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
