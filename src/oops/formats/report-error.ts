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

/**
 * The refusal of bytes that no format reads: `is neither BSON nor text: …`.
 *
 * @param why what the format that looked most like it has against them
 */
export function noReport(why: string): ReportError {
  return new ReportError(`is neither BSON nor text: ${why}`);
}

/** The message of anything thrown: libraries throw errors of many classes, and some throw no error at all. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** How much one report may ask for before it is refused. */
export interface DecodeLimits {
  /** Size of a report after decompression, in bytes. */
  readonly unpackedBytes: number;
}

/** A real report has 2 to 200 KB; what is larger than this was not written to be read. */
export const DEFAULT_DECODE_LIMITS: DecodeLimits = { unpackedBytes: 64 * 1024 * 1024 };

/** The refusal of a report that would be larger than the limit: `unpacks to more than 64 MB`. */
export function unpacksTooLarge(limits: DecodeLimits): ReportError {
  return new ReportError(`unpacks to more than ${formatSize(limits.unpackedBytes)}`);
}

/**
 * Writes a size as people set it: in MB from one MB on, else in bytes.
 *
 * @example
 * formatSize(64 * 1024 * 1024); // '64 MB'
 */
export function formatSize(bytes: number): string {
  return bytes < 1024 * 1024 ? `${bytes} bytes` : `${Number((bytes / 1024 / 1024).toFixed(1))} MB`;
}
