/**
 * A text as SQL has it. Values that users give go in as parameters; this is for what a config or the program itself has.
 *
 * @example
 * literal("it's"); // "'it\\'s'"
 */
export function literal(text: string): string {
  return `'${text.toWellFormed().replace(/[\\']/g, '\\$&')}'`;
}

/** A list of texts as SQL has it. */
export function literals(texts: readonly string[]): string {
  return `[${texts.map(literal).join(', ')}]`;
}

/**
 * What texts are sorted by to lie in the order of `compareText`, which is that of UTF-16: there, what has two code units comes
 * before U+E000 to U+FFFF, and behind it in the order of bytes.
 *
 * @param text SQL of a text that is not null
 */
export function textOrder(text: string): string {
  return `replaceRegexpAll(${text}, '[\\\\x{E000}-\\\\x{FFFF}]', '\\xF8\\\\0')`;
}
