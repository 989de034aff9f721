import { z } from 'zod';
import { toJson } from '../../text/printable.js';
import { formatInstant, parseInstant } from '../../time/instant.js';
import { checkWindow, type OutageWindow, PHASES } from '../window.js';
import { isObject, itemsAt, type JsonItem, parseJsonDocument } from './json-document/json-document.js';
import { readMappedJson } from './mapped-json/mapped-json.js';
import {
  LARGEST_BY_HAND,
  type ReadWindows,
  textOf,
  type WindowFileOptions,
  type WindowLogFormat,
  type WindowLogOptions,
} from './window-log-format.js';

/** What `windows list` and `windows export` print, and JSON of any other shape by a map of its keys. */
export const JSON_LIST: WindowLogFormat = {
  name: 'JSON',
  files: 'what windows export writes, or any JSON by --columns',
  largest: LARGEST_BY_HAND,
  recognises: (head) => /^\s*[[{]/.test(head),
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
 * Reads a window log as JSON: a list of windows as `printWindowJson` writes it, or, by the map of the options, JSON with keys
 * of its own. A window that is wrong is refused with its line; the others are read. Throws a UserError when the text is no
 * JSON, or no windows are found in it.
 */
export function parseWindowJson(
  text: string,
  { columns, ...options }: WindowFileOptions & Pick<WindowLogOptions, 'columns'>,
): ReadWindows {
  const document = parseJsonDocument(text, options.file);
  const items = columns ? null : itemsAt(document, []);
  const isOwn = items?.some(({ value }) => isObject(value) && Object.hasOwn(value, 'outage')) ?? false;
  return items && isOwn ? readOwn(items, options) : readMappedJson(document, columns, options);
}

function readOwn(items: readonly JsonItem[], { file, knownSystems }: WindowFileOptions): ReadWindows {
  const windows: { window: OutageWindow; line: number }[] = [];
  const refused: { file: string; line: number; reason: string }[] = [];
  for (const { value, line } of items) {
    const parsed = windowSchema.safeParse(value);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      refused.push({ file, line, reason: `${issue?.path.join('.') || 'window'}: ${issue?.message}` });
      continue;
    }
    const { window, fault } = checkWindow(windowFromRow(parsed.data, file), knownSystems);
    if (window) windows.push({ window, line });
    else refused.push({ file, line, reason: fault });
  }
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
