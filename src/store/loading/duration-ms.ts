/** A length of time as it is kept, in milliseconds; null also for what no clock can have measured. */
export function millisecondsOf(seconds: number | null): number | null {
  const milliseconds = Math.round((seconds ?? -1) * 1000);
  return Number.isSafeInteger(milliseconds) && milliseconds >= 0 ? milliseconds : null;
}
