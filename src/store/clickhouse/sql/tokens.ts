/** A piece of a statement as ClickHouse reads it. */
export interface Token {
  /**
   * `name`: a word, or an identifier in quotes; `parameter`: `:name`, `@name` or `$name`; `blank`: white space or a comment; `other`:
   * an operator, a bracket, a comma.
   */
  readonly kind: 'name' | 'text' | 'number' | 'parameter' | 'blank' | 'other';
  /** As written. */
  readonly text: string;
  /** Of a name and a parameter the name itself; else as written. */
  readonly value: string;
}

const TOKEN = new RegExp(
  [
    String.raw`(?<blank>\s+|--[^\n]*|#[ !][^\n]*|/\*[\s\S]*?\*/)`,
    String.raw`(?<text>'(?:[^'\\]|\\[\s\S]|'')*'|\$(?<tag>\w*)\$[\s\S]*?\$\k<tag>\$)`,
    String.raw`"(?<quoted>(?:[^"\\]|\\[\s\S]|"")*)"|${'`'}(?<backquoted>(?:[^${'`'}\\]|\\[\s\S]|${'``'})*)${'`'}`,
    String.raw`(?<number>\d+(?:\.\d*)?(?:e[+-]?\d+)?)`,
    String.raw`(?<name>[a-z_]\w*)`,
    String.raw`(?<cast>::)|[:@$](?<parameter>[a-z_]\w*)`,
    String.raw`<=>|<=|>=|<>|!=|==|\|\||->|[\s\S]`,
  ].join('|'),
  'giy',
);

/**
 * Cuts a statement into its pieces, which are all of it. It is no parser: enough to see where parameters stand and which names there
 * are. What a statement may do is for the server to say.
 *
 * @example
 * tokensOf('SELECT :a').map(({ kind }) => kind); // ['name', 'blank', 'parameter']
 */
export function tokensOf(sql: string): Token[] {
  return Array.from(sql.matchAll(TOKEN), (found) => {
    const [text] = found;
    const { blank, text: quotedText, quoted, backquoted, number, name, parameter } = found.groups ?? {};
    if (blank !== undefined) return { kind: 'blank', text, value: text };
    if (quotedText !== undefined) return { kind: 'text', text, value: text };
    const identifier = name ?? quoted ?? backquoted;
    if (identifier !== undefined) return { kind: 'name', text, value: identifier };
    if (number !== undefined) return { kind: 'number', text, value: number };
    if (parameter !== undefined) return { kind: 'parameter', text, value: parameter };
    return { kind: 'other', text, value: text };
  });
}
