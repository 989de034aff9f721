const UNIT_MILLISECONDS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
type Unit = keyof typeof UNIT_MILLISECONDS;

/** What `parseDuration` reads. */
export const DURATION = /^(\d+(\.\d+)?(ms|s|m|h|d)\s*)+$/;

/**
 * Reads a length of time such as `10s`, `5m`, `1.5h`, `24h`, `90d` or `1m30s` into milliseconds.
 * Returns null when the text is none: a unit is always needed.
 *
 * @example
 * parseDuration('5m'); // 300000
 * parseDuration('5');  // null
 */
export function parseDuration(text: string): number | null {
  if (!DURATION.test(text)) return null;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)) {
    total += Number(amount) * UNIT_MILLISECONDS[unit as Unit];
  }
  return Math.round(total);
}

/**
 * Writes a length of time so that `parseDuration` reads it: in the largest unit up to hours that it is a whole number of.
 *
 * @example
 * writeDuration(86_400_000); // '24h'
 */
export function writeDuration(milliseconds: number): string {
  const unit = (['h', 'm', 's'] as const).find((one) => milliseconds % UNIT_MILLISECONDS[one] === 0) ?? 'ms';
  return milliseconds === 0 ? '0s' : `${milliseconds / UNIT_MILLISECONDS[unit]}${unit}`;
}

/**
 * Writes a length of time for people: the two largest units that matter.
 *
 * @example
 * formatDuration(132_000);   // '2 min 12 s'
 * formatDuration(529);       // '0.529 s'
 * formatDuration(3_600_000); // '1 h'
 */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 0) return `-${formatDuration(-milliseconds)}`;
  if (milliseconds < 60_000) return `${Number((milliseconds / 1000).toFixed(3))} s`;
  const seconds = Math.round(milliseconds / 1000);
  const parts: [number, string][] = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ];
  const first = parts.findIndex(([amount]) => amount > 0);
  return parts
    .slice(first, first + 2)
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${amount} ${unit}`)
    .join(' ');
}
