import { escapePattern, findsPattern } from '../../text/pattern.js';
import { showUnprintable } from '../../text/printable.js';
import { PLACEHOLDERS } from './placeholders.js';

/** How much of a value a pattern tells, in characters: more of it tells a reader no more. */
const LONGEST = 80;
/** So many letters or figures of a value make a pattern that says something. */
const TELLING = 3;

/** A piece of a normalised value: what stands for something that varies, blanks, or what is always there. */
const PIECES = /\$INT \.\.\. \$INT|\$[A-Z]+|\s+|[^\s$]+|\$/g;

/**
 * Regular expressions that find all of some values of one exception, the one to prefer first: short before long, as exact as
 * the values allow. They are written as the config has them. None where the values have nothing in common.
 *
 * @param template the values as their signature has them
 * @example
 * [...valuePatterns('Order $INT not found', ['Order 17 not found'])][0]; // '^Order \\d+ not found$'
 */
export function* valuePatterns(template: string, values: readonly string[]): Generator<string> {
  const finds = (source: string) => values.every((value) => findsPattern({ source }, value));
  const pieces = template.match(PIECES) ?? [];
  let isFound = false;
  for (const longest of [LONGEST, Number.POSITIVE_INFINITY]) {
    for (const spelling of SPELLINGS) {
      const source = spellPieces(pieces, longest, spelling);
      if (source === null || !finds(source)) continue;
      isFound = true;
      yield source;
    }
  }
  if (isFound) return;
  // Where the signature leaves out a part of the values without a trace.
  const beginning = commonBeginning(values);
  if (tells(beginning) && finds(`^${literally(beginning)}`)) yield `^${literally(beginning)}`;
}

/** How the pieces of a value become a pattern. */
interface Spelling {
  readonly before: string;
  readonly behind: string;
  readonly blank: string;
  /** In place of what stands for a placeholder; null: that serves. */
  readonly placeholder: string | null;
}

/** From exact to loose: values of several lines have other blanks than their signature, and places can hold anything. */
const SPELLINGS: readonly Spelling[] = [
  { before: '^', behind: '$', blank: ' ', placeholder: null },
  { before: '^\\s*', behind: '\\s*$', blank: '\\s+', placeholder: null },
  { before: '(?s)^\\s*', behind: '\\s*$', blank: '\\s+', placeholder: '.*?' },
];

function spellPieces(pieces: readonly string[], longest: number, spelling: Spelling): string | null {
  const kept = cutPieces(pieces, longest);
  const isWhole = kept.length === pieces.length && kept.at(-1) === pieces.at(-1);
  const fixed = kept.filter((piece) => !isPlaceholder(piece));
  const isExact = isWhole && spelling.placeholder === null && kept.every(isNarrow);
  if (!isExact && !tells(fixed.join(''))) return null;
  const spelled = kept.map((piece) => {
    if (isPlaceholder(piece)) return spelling.placeholder ?? PLACEHOLDERS[piece]?.pattern ?? '.+?';
    return /^\s/.test(piece) ? spelling.blank : literally(piece);
  });
  return spelling.before + spelled.join('') + (isWhole ? spelling.behind : '');
}

/** The first pieces, so that what they say is at most so long; what is cut ends with something that is always there. */
function cutPieces(pieces: readonly string[], longest: number): string[] {
  const kept: string[] = [];
  let length = 0;
  for (const piece of pieces) {
    length += piece.length;
    if (length > longest) {
      const all = kept.length === 0 ? [piece.slice(0, longest)] : kept;
      return all.slice(0, all.findLastIndex((one) => !isPlaceholder(one) && one.trim() !== '') + 1);
    }
    kept.push(piece);
  }
  return kept;
}

function isPlaceholder(piece: string): boolean {
  return piece.length > 1 && piece.startsWith('$');
}

function isNarrow(piece: string): boolean {
  return !isPlaceholder(piece) || PLACEHOLDERS[piece]?.isNarrow === true;
}

/** With what all values begin, to the end of a word in the first line. */
function commonBeginning([first = '', ...others]: readonly string[]): string {
  let end = Math.min(LONGEST, first.search(/\n|$/));
  for (const other of others) while (!other.startsWith(first.slice(0, end))) end -= 1;
  const isCut = [first, ...others].some((value) => value.length > end);
  return isCut ? first.slice(0, end).replace(/[^\s"'([{:=,]*$/, '') : first;
}

function tells(text: string): boolean {
  return (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= TELLING;
}

/** As the text stands; what cannot be seen is any one character, so that the pattern can be read and pasted. */
function literally(text: string): string {
  return Array.from(text, (character) =>
    showUnprintable(character) === character ? escapePattern(character) : '.',
  ).join('');
}
