import { styleText } from 'node:util';
import type { Verdict } from '../../analysis/verdict.js';
import { escapePattern } from '../../text/pattern.js';

/** Gives a text that is laid out already a colour. Line breaks stay outside: a pager shows each line by itself. */
export type Paint = (text: string) => string;

/**
 * What colours mean. None of them stands alone: what a colour says, a word beside it says too. Escapes have no width, so
 * texts are painted when they have been wrapped and padded.
 */
export interface Palette {
  /** Headings, and the answer. */
  readonly bold: Paint;
  /** Ids, and what else is there to be looked up. */
  readonly soft: Paint;
  /** What is as it should be. */
  readonly good: Paint;
  /** What should not have been. */
  readonly alarm: Paint;
  /** What is left open, and remarks. */
  readonly doubt: Paint;
}

type Style = Parameters<typeof styleText>[0];

const STYLES = {
  bold: 'bold',
  soft: 'dim',
  good: 'green',
  alarm: 'red',
  doubt: 'yellow',
} as const satisfies Readonly<Record<keyof Palette, Style>>;

// By itself styleText looks at stdout and the environment: whether there is colour is decided elsewhere.
const paintWith =
  (style: Style): Paint =>
  (text) =>
    text.replace(/[^\n]+/g, (line) => styleText(style, line, { validateStream: false }));

const COLOURS: Palette = {
  bold: paintWith(STYLES.bold),
  soft: paintWith(STYLES.soft),
  good: paintWith(STYLES.good),
  alarm: paintWith(STYLES.alarm),
  doubt: paintWith(STYLES.doubt),
};

const asItIs: Paint = (text) => text;
const PLAIN: Palette = { bold: asItIs, soft: asItIs, good: asItIs, alarm: asItIs, doubt: asItIs };

/** The colours of a report; where it has none, each gives back the text as it is. */
export function paletteOf({ colour = false }: { readonly colour?: boolean }): Palette {
  return colour ? COLOURS : PLAIN;
}

/** The colour of a verdict. */
export function verdictColour(palette: Palette, verdict: Verdict): Paint {
  return { 'as-expected': palette.good, 'not-as-expected': palette.alarm, inconclusive: palette.doubt }[
    verdict
  ];
}

/** Paints all that a pattern finds in a text, which is laid out already. */
export function paintMatches(text: string, pattern: RegExp, paint: Paint): string {
  return paint === asItIs ? text : text.replace(pattern, (found) => paint(found));
}

/** Paints words of a text wherever they stand whole in a line; what was broken between two lines is left as it is. */
export function paintWords(text: string, words: readonly string[], paint: Paint): string {
  const patterns = words
    .filter((word) => word !== '')
    .sort((one, other) => other.length - one.length)
    .map(escapePattern);
  if (patterns.length === 0) return text;
  return paintMatches(text, new RegExp(`(?<![\\w-])(?:${patterns.join('|')})(?![\\w-])`, 'gu'), paint);
}

/** The headings of the parts of a report. */
const HEADING = /^=== .* ===$/gm;

/** Paints the headings of a report that is otherwise ready. */
export function paintHeadings(text: string, { bold }: Palette): string {
  return paintMatches(text, HEADING, bold);
}

/** The escapes that colours are made of; the groups keep them when a text is split. */
const ESCAPES = new RegExp(
  `(${Object.values(COLOURS)
    .flatMap((paint) => paint('x').split('x'))
    .map((code) => code.replace('[', '\\['))
    .join('|')})`,
);

/** Shows by `show` what lies between the escapes of our own colours, and leaves these as they are. */
export function showBetweenColours(text: string, show: (part: string) => string): string {
  return text
    .split(ESCAPES)
    .map((part, place) => (place % 2 === 1 ? part : show(part)))
    .join('');
}

/** Cuts a painted line that is longer than `width` characters, and leaves no colour on behind it. */
export function cutPainted(line: string, width: number): string {
  let left = width;
  return showBetweenColours(line, (part) => {
    const kept = part.slice(0, Math.max(0, left)).replace(/[\uD800-\uDBFF]$/, '');
    left -= part.length;
    return kept;
  });
}
