/**
 * A text as one word of a shell's command line: quoted where the shell would read it otherwise.
 *
 * @example
 * shellWord('fdt-2011-09-08'); // 'fdt-2011-09-08'
 * shellWord("it's down");      // `'it'\''s down'`
 */
export function shellWord(text: string): string {
  return /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
