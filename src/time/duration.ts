/** The units of a length of time, each in milliseconds, by every name that is read. */
const UNITS: ReadonlyMap<string, number> = new Map(
  (
    [
      [1, ['ms', 'msec', 'msecs', 'millisecond', 'milliseconds']],
      [1000, ['s', 'sec', 'secs', 'second', 'seconds']],
      [60_000, ['m', 'min', 'mins', 'minute', 'minutes']],
      [3_600_000, ['h', 'hr', 'hrs', 'hour', 'hours']],
      [86_400_000, ['d', 'day', 'days']],
      [604_800_000, ['w', 'week', 'weeks']],
    ] as const
  ).flatMap(([milliseconds, names]) => names.map((name) => [name, milliseconds] as const)),
);

/** The units of ISO 8601 in its order; years and months have no one length. */
const ISO_UNITS = [604_800_000, 86_400_000, 3_600_000, 60_000, 1000] as const;

const AMOUNT = String.raw`\d+(?:\.\d+)?`;
const WORDS = new RegExp(
  `^${AMOUNT}\\s*[A-Za-z]+(?:(?:\\s*,\\s*|\\s+[Aa][Nn][Dd]\\s+|\\s*)${AMOUNT}\\s*[A-Za-z]+)*$`,
);
const PART = new RegExp(`(${AMOUNT})\\s*([a-z]+)`, 'gi');
const ISO = new RegExp(
  `^P(?=[\\dT])(?:(${AMOUNT})W)?(?:(${AMOUNT})D)?(?:T(?=\\d)(?:(${AMOUNT})H)?(?:(${AMOUNT})M)?(?:(${AMOUNT})S)?)?$`,
);

/** What lengths of time look like, as a regular expression without flags; which words are units it leaves open. */
export const DURATION = new RegExp(`${WORDS.source}|${ISO.source}`);

/**
 * Reads a length of time into milliseconds: `10s`, `5m`, `1.5h`, `90d`, `1w` or `1m30s`; in words, `5 min`, `90 seconds`
 * or `2 hours 30 min`; or as ISO 8601 has it, `PT5M`. Returns null when the text is none: a unit is always needed. A unit
 * of one letter is a small one, for `M` may be months. What is longer than 285,000 years is none.
 *
 * @example
 * parseDuration('5m');             // 300000
 * parseDuration('2 hours 30 min'); // 9000000
 * parseDuration('5');              // null
 */
export function parseDuration(text: string): number | null {
  const iso = ISO.exec(text);
  if (iso)
    return toExact(ISO_UNITS.reduce((sum, unit, place) => sum + Number(iso[place + 1] ?? 0) * unit, 0));
  if (!WORDS.test(text)) return null;
  let total = 0;
  for (const [, amount, unit = ''] of text.matchAll(PART)) {
    const milliseconds = UNITS.get(unit.length === 1 ? unit : unit.toLowerCase());
    if (milliseconds === undefined) return null;
    total += Number(amount) * milliseconds;
  }
  return toExact(total);
}

/** Whole milliseconds; null where they cannot be told apart any more, after 285,000 years. */
function toExact(milliseconds: number): number | null {
  const whole = Math.round(milliseconds);
  return Number.isSafeInteger(whole) ? whole : null;
}

/**
 * Writes a length of time so that `parseDuration` reads it: in the largest unit up to hours that it is a whole number of.
 *
 * @example
 * writeDuration(86_400_000); // '24h'
 */
export function writeDuration(milliseconds: number): string {
  if (milliseconds === 0) return '0s';
  const unit = ['h', 'm', 's'].find((one) => milliseconds % (UNITS.get(one) ?? 1) === 0) ?? 'ms';
  return `${milliseconds / (UNITS.get(unit) ?? 1)}${unit}`;
}

/**
 * Writes a length of time as people say it: to a tenth of a second where it is short, else in whole seconds.
 *
 * @example
 * formatAbout(2354);   // '2.4 s'
 * formatAbout(17_206); // '17 s'
 */
export function formatAbout(milliseconds: number): string {
  const precision = milliseconds < 10_000 ? 100 : 1000;
  return formatDuration(Math.round(milliseconds / precision) * precision);
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
