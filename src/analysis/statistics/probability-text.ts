/**
 * Writes a probability with two digits that matter.
 *
 * @example
 * formatProbability(0.0312);  // '0.031'
 * formatProbability(1.2e-30); // '1.2e-30'
 * formatProbability(0);       // '< 1e-300'
 */
export function formatProbability(p: number): string {
  if (p < 1e-300) return '< 1e-300';
  if (p < 0.001) return p.toExponential(1);
  return String(Number(p.toPrecision(2)));
}

/**
 * Writes the p-value of a test.
 *
 * @example
 * formatPValue(0.0312); // 'p = 0.031'
 * formatPValue(0);      // 'p < 1e-300'
 */
export function formatPValue(p: number): string {
  const text = formatProbability(p);
  return text.startsWith('<') ? `p ${text}` : `p = ${text}`;
}
