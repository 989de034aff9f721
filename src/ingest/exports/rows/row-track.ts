import type { ExportRow } from '../../../sources/exports/export-row.js';

const NEWLINE = 0x0a;

/** Follows the rows of an export: how many there are, and where they lie. */
export interface RowTrack {
  add(row: ExportRow): void;
  readonly rows: number;
  /** The line of the last row; 0 before the first. */
  readonly line: number;
  /** How many rows are text, and the line of the first of them. */
  readonly texts: number;
  readonly firstText: number;
  /** Whether the file could be read to its end. */
  readonly isWhole: boolean;
  /** Whether each row was a line of its own, so that the file can be read on between two of them. */
  readonly isByLine: boolean;
  readonly isLastRefused: boolean;
}

/** Makes one that has seen no row. */
export function trackRows(): RowTrack {
  const track = {
    ...{ rows: 0, line: 0, texts: 0, firstText: 0 },
    ...{ isWhole: true, isByLine: true, isLastRefused: false },
    add(row: ExportRow) {
      track.isByLine &&= row.line > track.line && !isPartOfLines(row);
      track.isWhole &&= row.kind !== 'cut';
      track.isLastRefused = row.kind === 'refused';
      track.line = row.line;
      track.rows++;
      if (row.kind === 'text' && track.texts++ === 0) track.firstText = row.line;
    },
  };
  return track;
}

/** Whether a row is not all of one line: of an envelope, or written over several lines. */
function isPartOfLines(row: ExportRow): boolean {
  return (
    row.kind === 'cut' || (row.kind === 'row' && (row.envelope !== undefined || row.bytes.includes(NEWLINE)))
  );
}
