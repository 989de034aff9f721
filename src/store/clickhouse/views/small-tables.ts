import { keyOfName } from '../../../oops/key-of-name.js';
import type { Reading } from '../events/reading.js';
import { listDiscards } from '../records/discards.js';
import { listWindows } from '../records/windows.js';
import { isoTimeSql } from './time-text.js';
import type { ViewTable } from './view-table.js';

/** All times that there are. */
const ALWAYS = { start: -8.64e15, end: 8.64e15 + 1 };

/** The view `outage_window`: windows are few, and go in with the statement. */
export async function outageWindowTable(reading: Reading): Promise<ViewTable> {
  const windows = await listWindows(reading);
  const { from, parameters } = rowsOf('outage_window', {
    outage: ['String', windows.map(({ outage }) => outage)],
    phase: ['String', windows.map(({ phase }) => phase)],
    systems: ['String', windows.map(({ systems }) => systems.join(' '))],
    start_ms: ['Int64', windows.map(({ start }) => start)],
    end_ms: ['Nullable(Int64)', windows.map(({ end }) => end)],
    title: ['Nullable(String)', windows.map(({ title }) => title)],
    budget_seconds: ['Nullable(Float64)', windows.map(({ budgetSeconds }) => budgetSeconds)],
    source: ['String', windows.map(({ source }) => source)],
    is_planned: ['UInt8', windows.map(({ isPlanned = false }) => Number(isPlanned))],
  });
  return {
    select: `SELECT outage, phase, systems, ${isoTimeSql('start_ms')} AS start_time, start_ms,
      ${isoTimeSql('end_ms')} AS end_time, end_ms, (end_ms - start_ms) / 1000 AS duration_seconds,
      title, budget_seconds, source, is_planned FROM ${from}`,
    parameters,
  };
}

/** The view `discard`, likewise. */
export async function discardTable(reading: Reading): Promise<ViewTable> {
  const discards = await listDiscards(reading, ALWAYS);
  const systems = new Map(reading.reporters.map(({ key, system }) => [key, system]));
  const { from, parameters } = rowsOf('discard', {
    minute_ms: ['Int64', discards.map(({ minute }) => minute)],
    reporter: ['String', discards.map(({ reporter }) => reporter)],
    system: ['Nullable(String)', discards.map(({ reporter }) => systems.get(keyOfName(reporter)) ?? null)],
    reason: ['String', discards.map(({ reason }) => reason)],
    count: ['Int64', discards.map(({ count }) => count)],
  });
  return {
    select: `SELECT ${isoTimeSql('minute_ms')} AS minute, minute_ms, reporter, system, reason, count FROM ${from}`,
    parameters,
  };
}

type Column = readonly [type: string, values: readonly (string | number | null)[]];

/** A table of rows that are parameters, a list for each column. */
function rowsOf(
  name: string,
  columns: Readonly<Record<string, Column>>,
): { readonly from: string; readonly parameters: Readonly<Record<string, unknown>> } {
  const lists = Object.entries(columns).map(
    ([column, [type]]) => `{${name}_${column}:Array(${type})} AS ${column}`,
  );
  const own = Object.keys(columns).map((column) => `${column}`);
  return {
    from: `(SELECT ${own.join(', ')} FROM (SELECT ${lists.join(', ')}) ARRAY JOIN ${own.join(', ')})`,
    parameters: Object.fromEntries(
      Object.entries(columns).map(([column, [, values]]) => [`${name}_${column}`, values]),
    ),
  };
}
