/**
 * How likely single counts are, to about fourteen digits also far in the tail: by the saddle-point expansion of Catherine Loader,
 * "Fast and Accurate Computation of Binomial Probabilities" (2000), which never subtracts two large logarithms.
 */

/** P(X = count) for a Poisson variable of a mean above 0. */
export function poissonMass(count: number, mean: number): number {
  if (count === 0) return Math.exp(-mean);
  return Math.exp(-stirlingError(count) - deviance(count, mean)) / Math.sqrt(2 * Math.PI * count);
}

/** P(X = successes) for a binomial variable, with a probability above 0 and below 1. */
export function binomialMass(successes: number, trials: number, probability: number): number {
  const failures = trials - successes;
  if (successes === 0) return Math.exp(trials * Math.log1p(-probability));
  if (failures === 0) return Math.exp(trials * Math.log(probability));
  const exponent =
    stirlingError(trials) -
    stirlingError(successes) -
    stirlingError(failures) -
    deviance(successes, trials * probability) -
    deviance(failures, trials * (1 - probability));
  return Math.exp(exponent) * Math.sqrt(trials / (2 * Math.PI * successes * failures));
}

/** What Stirling's formula lacks of ln n! (https://dlmf.nist.gov/5.11.E1). */
function stirlingError(n: number): number {
  if (n < EXACT_ERRORS.length) return EXACT_ERRORS[n] as number;
  const square = n * n;
  return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / n;
}

/** The same below 16, where the series is too short: factorials are exact there. */
const EXACT_ERRORS = makeExactErrors();

function makeExactErrors(): number[] {
  const errors = [0];
  let factorial = 1;
  for (let n = 1; n < 16; n++) {
    factorial *= n;
    errors.push(Math.log(factorial) - (n + 0.5) * Math.log(n) + n - 0.5 * Math.log(2 * Math.PI));
  }
  return errors;
}

/** A series is as exact as the logarithm from here on, and nearer by more. */
const NEAR = 0.35;

/** count · ln(count / mean) + mean − count, also where the two are so close that little of it is left. */
function deviance(count: number, mean: number): number {
  const off = (count - mean) / (count + mean);
  if (Math.abs(off) >= NEAR) return count * Math.log(count / mean) + mean - count;
  let power = 2 * count * off;
  let sum = (count - mean) * off;
  for (let odd = 3; ; odd += 2) {
    power *= off * off;
    const next = sum + power / odd;
    if (next === sum) return sum;
    sum = next;
  }
}
