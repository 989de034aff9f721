import { checkWindow, type OutageWindow, saysTheSame, windowKey } from '../../window.js';
import type { ReadWindows, WindowFileOptions } from '../window-log-format.js';
import { ItemFault, textAt } from './fields.js';
import { isObject, type JsonItem, type JsonObject } from './json-document.js';

/** What an element says: its windows, not yet checked, and what its reader should know, as lines about it. */
export interface ItemWindows {
  readonly windows: readonly OutageWindow[];
  readonly remarks?: readonly string[];
}

/**
 * Reads the windows of the elements of a list. What is wrong with one is refused with its line and name; the others are
 * read. An element that is there twice counts once, and one that says something else the second time is refused.
 *
 * @param kind what an element is: `silence`
 * @param read what one says; it throws an ItemFault when no window can be made of it
 * @param idOf what one is called, for messages: by its `id`, else by its place, counted from 1
 */
export function readItems(
  items: readonly JsonItem[],
  kind: string,
  { file, knownSystems }: Pick<WindowFileOptions, 'file' | 'knownSystems'>,
  read: (item: JsonObject) => ItemWindows,
  idOf: (item: JsonObject) => string | null = (item) => textAt(item, 'id'),
): ReadWindows {
  const windows = new Map<string, { window: OutageWindow; line: number }>();
  const refused: { file: string; line: number; reason: string }[] = [];
  const remarks: string[] = [];
  items.forEach(({ value, line }, index) => {
    const id = isObject(value) ? idOf(value) : null;
    const name = id === null ? `${kind} number ${index + 1}` : `${kind} ${id}`;
    const said = readOne(value, read);
    if (said.fault !== undefined) {
      refused.push({ file, line, reason: `${name}: ${said.fault}` });
      return;
    }
    remarks.push(...(said.remarks ?? []).map((remark) => `${file} line ${line}: ${name}: ${remark}`));
    for (const unchecked of said.windows) {
      const { window, fault } = checkWindow(unchecked, knownSystems);
      const earlier = window && windows.get(windowKey(window));
      if (!window) refused.push({ file, line, reason: `${name}: ${fault}` });
      else if (!earlier) windows.set(windowKey(window), { window, line });
      else if (!saysTheSame(earlier.window, window)) {
        const reason = `is the same window as in line ${earlier.line}, with other values. Keep the one that is right.`;
        refused.push({ file, line, reason: `${name}: ${reason}` });
      }
    }
  });
  return { windows: [...windows.values()], refused, remarks };
}

function readOne(
  value: unknown,
  read: (item: JsonObject) => ItemWindows,
): (ItemWindows & { readonly fault?: never }) | { readonly fault: string } {
  if (!isObject(value)) return { fault: 'is no dictionary of keys and values. Remove it.' };
  try {
    return read(value);
  } catch (error) {
    if (error instanceof ItemFault) return { fault: error.message };
    throw error;
  }
}

/** The remark on an outage that is not over. */
export const GOES_ON = 'goes on, so its window is open. Import it again when it is over.';

/** The remark on an outage that was planned and never began. */
export function calledOff(outage: string): string {
  return `was called off before it began. If it is in the log as a plan, take it out: oops-report windows remove ${outage}`;
}
