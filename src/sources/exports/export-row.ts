import type { Envelope } from '../../oops/events/event-format.js';
import type { DocumentObject } from '../../oops/formats/document-value.js';
import type { ColumnMap } from './columns.js';

/**
 * What one row of an export came to: a document, text, a refusal, or the place where reading had to end. `line` is the
 * line of the file that the row begins on, from 1.
 */
export type ExportRow =
  | {
      readonly kind: 'row';
      readonly line: number;
      readonly document: DocumentObject;
      /** What tells the row from another one with the same id. */
      readonly bytes: Buffer;
      /** The envelope that it came in, of a row that did. */
      readonly envelope?: Envelope;
    }
  /** A line of text among objects: no event. */
  | { readonly kind: 'text'; readonly line: number }
  | { readonly kind: 'refused'; readonly line: number; readonly reason: string }
  /** The rest of the file is lost, perhaps only for now. */
  | { readonly kind: 'cut'; readonly line: number; readonly reason: string };

export interface RowOptions {
  /** Bytes of the longest row. */
  readonly limit: number;
  /** Where rows have columns: those whose names are not those of the keys. */
  readonly columns: ColumnMap;
  /** Told once what of the file is left out, in words that read well after its path. */
  readonly onRemark: (remark: string) => void;
}
