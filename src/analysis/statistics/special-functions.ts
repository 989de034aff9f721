import { createRequire } from 'node:module';

/**
 * The special functions behind the exact tails, as @stdlib has them. Together they are 250 files, which take longer to load than
 * many a command to run, and most commands test nothing: each is loaded when it is first asked.
 */
let loadedBetainc: typeof import('@stdlib/math-base-special-betainc') | undefined;
let loadedGammainc: typeof import('@stdlib/math-base-special-gammainc') | undefined;
let loadedGammaln: typeof import('@stdlib/math-base-special-gammaln') | undefined;

/** The incomplete beta function of x, a and b; regularised, and its upper tail, where asked. */
export function betainc(x: number, a: number, b: number, regularised: boolean, isUpper: boolean): number {
  loadedBetainc ??= createRequire(import.meta.url)('@stdlib/math-base-special-betainc') as NonNullable<
    typeof loadedBetainc
  >;
  return loadedBetainc(x, a, b, regularised, isUpper);
}

/** The incomplete gamma function of x with shape s; regularised, and its upper tail, where asked. */
export function gammainc(x: number, s: number, regularised: boolean, isUpper: boolean): number {
  loadedGammainc ??= createRequire(import.meta.url)('@stdlib/math-base-special-gammainc') as NonNullable<
    typeof loadedGammainc
  >;
  return loadedGammainc(x, s, regularised, isUpper);
}

/** The logarithm of the gamma function. */
export function gammaln(x: number): number {
  loadedGammaln ??= createRequire(import.meta.url)('@stdlib/math-base-special-gammaln') as NonNullable<
    typeof loadedGammaln
  >;
  return loadedGammaln(x);
}
