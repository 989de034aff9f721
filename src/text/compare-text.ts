/** Orders texts by their code units, the same everywhere: no locale has a say in the order of a report. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
