/**
 * What a terminal acts on or nobody can see: controls, direction marks, zero-width characters, tags, halves of
 * characters, and line separators.
 */
const UNPRINTABLE =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0\u{e0000}-\u{e0fff}]|\u034f|\u17b4|\u17b5|[\u180b-\u180f]/gu;

const BEFORE_UNPRINTABLE = new RegExp(`(?<!\\\\)(\\\\+)(?=${UNPRINTABLE.source})`, 'gu');

/** A character that `spellUnprintable` has spelled, or a text that looks like one. */
const SPELLED = /(?<!\\)(\\+)u\{([0-9a-f]{1,6})\}/g;

/**
 * Shows what a terminal would act on, and what cannot be seen, as escapes. It is the one door through which what
 * strangers wrote goes to any output that people read.
 *
 * @param keep characters that the output writes itself, such as the line breaks of a layout
 * @example
 * showUnprintable('\u001b[31mred');           // '\\x1b[31mred'
 * showUnprintable('left\u202eright\n', '\n'); // 'left\\u{202e}right\n'
 */
export function showUnprintable(text: string, keep = ''): string {
  return text.replace(UNPRINTABLE, (character) =>
    keep.includes(character) ? character : escapeCharacter(character),
  );
}

/**
 * Makes one harmless line of any text: white space, also several lines of it, becomes a single blank, and the rest as
 * `showUnprintable` does.
 *
 * @example
 * toLine('two\nlines');    // 'two lines'
 * toLine('\u001b[31mred'); // '\\x1b[31mred'
 */
export function toLine(text: string): string {
  // A byte order mark is white space to JavaScript, and nothing to the eye.
  return showUnprintable(text.replace(/[^\S\ufeff]+/gu, ' ').replace(/^ | $/g, ''));
}

/**
 * Spells what is unprintable in a text that is read again: `readSpelled` gives back the same text. Back slashes are
 * doubled where they would be taken for a part of the spelling.
 *
 * @example
 * spellUnprintable('left\u202eright'); // 'left\\u{202e}right'
 */
export function spellUnprintable(text: string): string {
  const doubled = text.replace(SPELLED, '$1$1u{$2}').replace(BEFORE_UNPRINTABLE, '$1$1');
  return doubled.replace(UNPRINTABLE, (character) => `\\u{${codeOf(character).toString(16)}}`);
}

/** The text as it was before `spellUnprintable`. */
export function readSpelled(text: string): string {
  return text.replace(SPELLED, (all, slashes: string, hex: string) => {
    const before = slashes.slice(0, slashes.length / 2);
    if (slashes.length % 2 === 0) return `${before}u{${hex}}`;
    const code = Number.parseInt(hex, 16);
    const character = code > 0x10ffff ? '' : String.fromCodePoint(code);
    return character.search(UNPRINTABLE) === 0 ? before + character : all;
  });
}

/**
 * Writes a value as JSON that reads back as the same value, and in which nothing is unprintable: it is often read in a
 * terminal.
 *
 * @example
 * toJson({ id: 'a\u202eb' }); // '{"id":"a\\u202eb"}'
 */
export function toJson(value: unknown, indent = 0): string {
  return JSON.stringify(value, null, indent).replace(UNPRINTABLE, (character) =>
    character === '\n' ? character : escapeUnits(character),
  );
}

function escapeCharacter(character: string): string {
  const code = codeOf(character);
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}

function escapeUnits(character: string): string {
  return Array.from({ length: character.length }, (_, place) => {
    return `\\u${character.charCodeAt(place).toString(16).padStart(4, '0')}`;
  }).join('');
}
