import assert from 'node:assert/strict';
import { parseWindowCsv, printWindowCsv } from '../../build/outages/window-log/csv.js';
import {
  readWindowLog,
  recogniseWindowLog,
  WINDOW_LOG_NAMES,
} from '../../build/outages/window-log/window-log.js';
import { UserError } from '../../build/user-error.js';

const NOW = Date.UTC(2026, 0, 1);
const OPTIONS = { file: 'x', knownSystems: null, now: NOW, until: NOW + 90 * 86_400_000, columns: {} };

/** A window log in each of its forms, by the first byte, or the one that it seems to have: windows that can be printed and read again. */
export function windows(bytes) {
  const own = WINDOW_LOG_NAMES[bytes[0] ?? 255] ?? recogniseWindowLog(bytes);
  if (own === null) return;
  let log;
  try {
    log = readWindowLog(WINDOW_LOG_NAMES[bytes[0] ?? 255] ? bytes.subarray(1) : bytes, own, OPTIONS);
  } catch (error) {
    if (error instanceof UserError) return;
    throw error;
  }
  for (const { reason } of log.refused) assert.ok(reason.length > 0);
  const found = log.windows.map(({ window }) => window);
  const again = parseWindowCsv(printWindowCsv(found), OPTIONS);
  assert.deepEqual(again.refused, []);
  assert.equal(again.windows.length, new Set(found.map((window) => JSON.stringify(window))).size);
}
