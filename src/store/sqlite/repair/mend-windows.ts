import { isDeepStrictEqual } from 'node:util';
import { windowKey } from '../../../outages/window.js';
import type { Db } from '../db.js';
import { listAllChanges, nameOfWindow, replayLog, whatIsLogged } from '../doctor/checks/windows.js';
import { listWindows, putWindow } from '../tables/windows.js';

/**
 * Has the windows say what their log says last; where it is the log that was damaged, they stay as they are. Returns what is in
 * doubt, in words. Inside a transaction.
 *
 * @param isLogDamaged whether a change was not what its index says
 */
export function mendWindows(db: Db, isLogDamaged: boolean): string[] {
  const logged = replayLog(listAllChanges(db));
  const drop = db.prepare('DELETE FROM stored_window WHERE window_key = ?');
  const doubts: string[] = [];
  for (const window of listWindows(db)) {
    const last = logged.get(windowKey(window));
    logged.delete(windowKey(window));
    const name = nameOfWindow(window);
    if (last !== undefined && isDeepStrictEqual(whatIsLogged(last), whatIsLogged(window))) continue;
    if (isLogDamaged) doubts.push(`${name} stays as it is: its log is damaged`);
    else if (last === undefined) doubts.push(`${name} is in no log, and stays`);
    else {
      putWindow(db, last);
      doubts.push(`${name} says again what its log says last`);
    }
  }
  for (const window of logged.values()) {
    doubts.push(`${nameOfWindow(window)} is back, as its log says it`);
    putWindow(db, window);
  }
  // A key that is damaged names no window: what it was of has come back from the log.
  for (const key of db.prepare('SELECT window_key FROM stored_window').pluck().all() as string[])
    if (!listWindows(db).some((window) => windowKey(window) === key)) drop.run(key);
  return doubts;
}
