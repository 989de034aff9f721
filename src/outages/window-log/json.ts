import { z } from 'zod';
import { toJson } from '../../text/printable.js';
import { formatInstant, parseInstant } from '../../time/instant.js';
import { UserError } from '../../user-error.js';
import { checkWindow, type OutageWindow, PHASES } from '../window.js';
import {
  LARGEST_BY_HAND,
  type ReadWindows,
  textOf,
  type WindowFileOptions,
  type WindowLogFormat,
} from './window-log-format.js';

/** What `windows list` and `windows export` print. */
export const JSON_LIST: WindowLogFormat = {
  name: 'JSON',
  files: 'JSON as windows export writes it',
  largest: LARGEST_BY_HAND,
  recognises: (head) => /^\s*\[/.test(head),
  read: (bytes, options) => parseWindowJson(textOf(bytes), options),
  print: printWindowJson,
};

const instant = z.string().transform((text, context) => {
  const at = parseInstant(text);
  if (at !== null) return at;
  context.addIssue({ code: 'custom', message: `"${text}" is no time. Write it as 2011-09-08T08:53:05Z.` });
  return z.NEVER;
});

/** One window as `windows list` and `windows export` print it. */
const windowSchema = z.object({
  outage: z.string(),
  phase: z.enum(PHASES),
  systems: z.array(z.string()),
  start: instant,
  end: instant.nullable().default(null),
  title: z.string().nullable().default(null),
  budgetSeconds: z.number().nullable().default(null),
  isPlanned: z.literal(true).optional(),
});

/**
 * Reads a window log as JSON: a list of windows as `printWindowJson` writes it. A window that is wrong is refused with
 * its place in the list, counted from 1; the others are read. Throws a UserError when the text is no such list.
 */
export function parseWindowJson(text: string, { file, knownSystems }: WindowFileOptions): ReadWindows {
  const rows = readList(text, file);
  const windows: { window: OutageWindow; line: number }[] = [];
  const refused: { file: string; line: number; reason: string }[] = [];
  rows.forEach((row, index) => {
    const line = index + 1;
    const parsed = windowSchema.safeParse(row);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      refused.push({ file, line, reason: `${issue?.path.join('.') || 'window'}: ${issue?.message}` });
      return;
    }
    const { window, fault } = checkWindow(windowFromRow(parsed.data, file), knownSystems);
    if (window) windows.push({ window, line });
    else refused.push({ file, line, reason: fault });
  });
  return { windows, refused, remarks: [] };
}

function windowFromRow({ isPlanned, ...row }: z.infer<typeof windowSchema>, source: string): OutageWindow {
  return isPlanned ? { ...row, source, isPlanned } : { ...row, source };
}

/** Writes windows as JSON; reading them again gives the same windows. */
export function printWindowJson(windows: readonly OutageWindow[]): string {
  const rows = windows.map(({ start, end, ...window }) => ({
    ...window,
    start: formatInstant(start),
    end: end === null ? null : formatInstant(end),
  }));
  return `${toJson(rows, 2)}\n`;
}

function readList(text: string, file: string): unknown[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UserError(
      `${file}: is no JSON (${error instanceof Error ? error.message : error}). Correct it, or use CSV.`,
    );
  }
  if (Array.isArray(value)) return value;
  throw new UserError(
    `${file}: is no list of windows. Write it as oops-report windows export --format json does.`,
  );
}
