/** How CSV is read that spreadsheets, databases and people write; what csv-parse takes. */
export const CSV_DIALECT = {
  bom: true,
  record_delimiter: ['\r\n', '\n', '\r'] as string[],
  info: true,
  relax_column_count: true,
  relax_quotes: true,
  skip_records_with_error: true,
} as const;

/** The first line of a text that holds anything, where CSV has the names of its columns. */
export function headerLine(text: string): string {
  return text.trimStart().split(/[\r\n]/, 1)[0] ?? '';
}

/**
 * Guesses what stands between the cells of CSV, comma, semicolon or tab: what cuts the header into the most cells that
 * count.
 *
 * @param counts which cells of the header count; all, where it is not named
 * @example
 * guessDelimiter('id;type;value\n'); // ';'
 */
export function guessDelimiter(text: string, counts: (cell: string) => boolean = () => true): string {
  const header = headerLine(text);
  const cells = (delimiter: string) => header.split(delimiter).filter(counts).length;
  return [',', ';', '\t'].reduce((best, delimiter) => (cells(delimiter) > cells(best) ? delimiter : best));
}
