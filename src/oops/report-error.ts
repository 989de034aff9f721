/**
 * Why a file is no OOPS report, in words that read well after its path: `no id`, `unpacks to more than 64 MB`.
 * It is the only thing that decoding throws, whatever the bytes.
 *
 * @example
 * try {
 *   decodeReport(bytes);
 * } catch (error) {
 *   if (error instanceof ReportError) refuse(path, error.message);
 *   else throw error;
 * }
 */
export class ReportError extends Error {
  override readonly name = 'ReportError';
}

/** The message of anything thrown: libraries throw errors of many classes, and some throw no error at all. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
