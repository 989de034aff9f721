/** A piece of a statement in SQL. */
export interface SqlWord {
  /** `name`: an identifier, the last one where dots stand between; `other`: an operator, a bracket, a comma. */
  readonly kind: 'name' | 'text' | 'number' | 'parameter' | 'other';
  /** A name in lower case, a text without its quotes, a parameter without its colon; all else as written. */
  readonly value: string;
}

const WORD =
  /--[^\n]*|\/\*[\s\S]*?\*\/|'((?:[^']|'')*)'|((?:[a-z_]\w*|"[^"]*")(?:\s*\.\s*(?:[a-z_]\w*|"[^"]*"))*)|(-?\d+(?:\.\d+)?)|[:@$](\w+)|<=|>=|<>|!=|==|[^\s]/giy;

/**
 * Cuts a statement into its words, without comments: enough to see what is compared with what. It is no parser, and what
 * it does not know is a word of one character.
 *
 * @example
 * sqlWords("o.time > 'now'").map(({ value }) => value); // ['time', '>', 'now']
 */
export function sqlWords(sql: string): SqlWord[] {
  const words: SqlWord[] = [];
  WORD.lastIndex = 0;
  let place = 0;
  while (place < sql.length) {
    WORD.lastIndex = place;
    const found = WORD.exec(sql);
    if (!found) {
      place += 1;
      continue;
    }
    place = WORD.lastIndex;
    const [whole, text, name, number, parameter] = found;
    if (text !== undefined) words.push({ kind: 'text', value: text.replaceAll("''", "'") });
    else if (name !== undefined) words.push({ kind: 'name', value: lastPart(name) });
    else if (number !== undefined) words.push({ kind: 'number', value: number });
    else if (parameter !== undefined) words.push({ kind: 'parameter', value: parameter });
    else if (!/^(?:--|\/\*)/.test(whole)) words.push({ kind: 'other', value: whole });
  }
  return words;
}

function lastPart(name: string): string {
  return (name.split('.').at(-1) ?? '').trim().replaceAll('"', '').toLowerCase();
}
