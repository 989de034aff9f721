/** Orders texts by their code units, the same everywhere: no locale has a say in the order of a report. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Orders texts by their code points, which is the order of their bytes in UTF-8, and that of databases. Only pairs of surrogates lie
 * elsewhere than among code units.
 *
 * @example
 * compareCodePoints('\uffee', '\u{1f600}'); // -1
 */
export function compareCodePoints(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  for (let place = 0; place < shorter; place++) {
    const [left, right] = [a.charCodeAt(place), b.charCodeAt(place)];
    if (left !== right) return Math.sign(behindOthers(left) - behindOthers(right));
  }
  return Math.sign(a.length - b.length);
}

/** The halves of surrogates behind all other code units. */
function behindOthers(unit: number): number {
  return unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit;
}
