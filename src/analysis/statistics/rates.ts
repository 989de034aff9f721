import { binomialUpperTail, poissonLowerTail } from './statistics.js';

/** A count, and how long was watched for it, in milliseconds. */
export interface Watched {
  readonly count: number;
  readonly ms: number;
}

/** How many a rate predicts for a stretch of time. */
export function predict(rate: Watched, ms: number): number {
  return (rate.count * ms) / rate.ms;
}

/** Whether there are at least twice as many in the same time. */
export function hasDoubled(now: Watched, before: Watched): boolean {
  return now.count / now.ms >= (2 * before.count) / before.ms;
}

/**
 * P-value of a rise: given how many there were in both stretches together, how likely so many of them now would be (the
 * conditional binomial test). Counts are divided by the dispersion: what shows a rise is rounded down, what it is
 * compared with up.
 */
export function riseProbability(now: Watched, before: Watched, dispersion = 1): number {
  const [seen, usual] = [Math.floor(now.count / dispersion), Math.ceil(before.count / dispersion)];
  return binomialUpperTail(seen, seen + usual, now.ms / (now.ms + before.ms));
}

/**
 * P-value of a drop: how likely it is to see so few where `before` is the usual rate (Poisson). What shows a drop is
 * rounded up.
 */
export function dropProbability(now: Watched, before: Watched, dispersion = 1): number {
  return poissonLowerTail(Math.ceil(now.count / dispersion), predict(before, now.ms) / dispersion);
}
