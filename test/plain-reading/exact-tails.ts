/** ln k! for every k asked so far, each from the one before. */
const logFactorials: number[] = [0];

function logFactorial(k: number): number {
  for (let next = logFactorials.length; next <= k; next += 1) {
    logFactorials.push((logFactorials[next - 1] ?? 0) + Math.log(next));
  }
  return logFactorials[k] ?? 0;
}

function poissonTerm(k: number, mean: number): number {
  if (mean === 0) return k === 0 ? 1 : 0;
  return Math.exp(k * Math.log(mean) - mean - logFactorial(k));
}

/** P(X ≤ k) of a Poisson variable. */
export function poissonAtMost(k: number, mean: number): number {
  let sum = 0;
  for (let x = 0; x <= k; x += 1) sum += poissonTerm(x, mean);
  return Math.min(1, sum);
}

/** P(X ≥ k) of a Poisson variable: its terms from k on, until they no longer change the sum. */
export function poissonAtLeast(k: number, mean: number): number {
  if (k <= 0) return 1;
  if (k <= mean) return 1 - poissonAtMost(k - 1, mean);
  let sum = 0;
  for (let x = k; ; x += 1) {
    const term = poissonTerm(x, mean);
    sum += term;
    if (term <= sum * 1e-18) return Math.min(1, sum);
  }
}

function binomialTerm(k: number, n: number, share: number): number {
  if (share === 0) return k === 0 ? 1 : 0;
  if (share === 1) return k === n ? 1 : 0;
  const ways = logFactorial(n) - logFactorial(k) - logFactorial(n - k);
  return Math.exp(ways + k * Math.log(share) + (n - k) * Math.log1p(-share));
}

/** P(X ≤ k) of n tries that each succeed with a probability. */
export function binomialAtMost(k: number, n: number, share: number): number {
  let sum = 0;
  for (let x = 0; x <= k; x += 1) sum += binomialTerm(x, n, share);
  return Math.min(1, sum);
}

/** P(X ≥ k) of n tries that each succeed with a probability. */
export function binomialAtLeast(k: number, n: number, share: number): number {
  if (k <= 0) return 1;
  let sum = 0;
  for (let x = n; x >= k; x -= 1) sum += binomialTerm(x, n, share);
  return Math.min(1, sum);
}

/** P(at least k of some events), each with a probability of its own. */
export function atLeastOf(k: number, probabilities: readonly number[]): number {
  // How likely each number of events is, after so many of them.
  let likely = [1];
  for (const p of probabilities) {
    likely = [...likely, 0].map((same, count) => same * (1 - p) + (likely[count - 1] ?? 0) * p);
  }
  return Math.min(
    1,
    likely.slice(Math.max(0, k)).reduce((sum, term) => sum + term, 0),
  );
}

/**
 * Benjamini and Hochberg's adjustment: each p-value times the number of tests over its rank, and never above that of a
 * larger one.
 *
 * @example
 * adjustTogether([0.01, 0.02, 0.9]); // [0.03, 0.03, 0.9]
 */
export function adjustTogether(pValues: readonly number[]): number[] {
  return pValues.map((p) => {
    const candidates = pValues
      .filter((other) => other >= p)
      .map((other) => (other * pValues.length) / pValues.filter((smaller) => smaller <= other).length);
    return Math.min(1, ...candidates);
  });
}
