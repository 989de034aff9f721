import { readFileSync } from 'node:fs';
import { printWindowText } from '../../../src/outages/window-log/text.js';
import type { ReadWindows, WindowLogOptions } from '../../../src/outages/window-log/window-log-format.js';

/** When the samples are read: on 20 November 2026, while some of what they tell goes on. */
const NOW = Date.parse('2026-11-20T18:00:00Z');

/** What a sample is read against when a test does not say otherwise. */
export const OPTIONS: WindowLogOptions = {
  file: 'f.json',
  knownSystems: null,
  now: NOW,
  until: Date.parse('2030-01-01T00:00:00Z'),
};

/** A document as a tool writes it, from `test/fixtures/window-sources`. */
export function sample(name: string): string {
  return readFileSync(`test/fixtures/window-sources/${name}`, 'utf8');
}

/** Windows as rows of a table: outage, phase, systems, start, end, title, kind. */
export function rowsOf({ windows }: ReadWindows): string[][] {
  return windows.map(({ window }) => {
    const { outage, phase, systems, start, end, title, kind } = printWindowText(window);
    return [outage, phase, systems, start, end, title, kind];
  });
}

/** What was refused, as `line: reason`. */
export function refusalsOf({ refused }: ReadWindows): string[] {
  return refused.map(({ line, reason }) => `${line}: ${reason}`);
}
