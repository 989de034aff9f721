import type { NamedSeconds } from '../outage-report.js';

/**
 * Draws steps as one bar, neighbours in different shades, each at least a column wide. Empty when no step took time.
 *
 * @example
 * drawSteps([{ name: 'a', seconds: 3 }, { name: 'b', seconds: 1 }], 8, ['#', '=']); // '######=='
 */
export function drawSteps(
  steps: readonly NamedSeconds[],
  width: number,
  shades: readonly [string, string],
): string {
  const total = steps.reduce((sum, { seconds }) => sum + seconds, 0);
  if (total <= 0) return '';
  return steps
    .map(({ seconds }, index) =>
      (shades[index % 2] ?? '').repeat(Math.max(1, Math.round((seconds / total) * width))),
    )
    .join('');
}
