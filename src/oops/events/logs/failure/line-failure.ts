import { type DocumentValue, numberOf } from '../../../formats/document-value.js';
import type { OopsReport } from '../../../oops.js';
import type { DeclaredMap } from '../declared-columns.js';
import { type LogLine, scalarText } from '../line/log-line.js';
import type { LoggedException } from './logged-exception.js';

/** What failed. */
type LineFailure = Pick<OopsReport, 'type' | 'value' | 'causes' | 'traceback'>;

/** The type of a line that names neither an exception, nor an error, nor a logger. */
const NAMELESS = 'LogMessage';

/**
 * Takes what failed: what is declared, else the exception, else an error's name or code, else the logger and the message. An
 * exception without words gets those of its code (Node's AggregateError of a refused connection) or of the line.
 */
export function takeFailure(
  line: LogLine,
  { map, type, value }: DeclaredMap,
  exception: LoggedException | null,
): LineFailure {
  const named = line.text(type) ?? exception?.type ?? null;
  const code = named === null || exception?.value == null ? line.take(map.code, nameOf) : null;
  return {
    type: named ?? code ?? line.text(map.logger) ?? NAMELESS,
    value: line.text(value) ?? exception?.value ?? (named === null ? null : code) ?? line.text(map.message),
    causes: exception?.causes ?? [],
    traceback: exception?.traceback ?? null,
  };
}

/** A number is a status of HTTP or an exit code, and names nothing. */
function nameOf(value: DocumentValue): string | null {
  return numberOf(value) === null && typeof value !== 'boolean' ? scalarText(value) : null;
}
