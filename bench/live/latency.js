// How long it takes until what was sent can be asked for.
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';

/** How often the database is looked at, in milliseconds: what is told is late by up to this. */
const PERIOD = 2;

/**
 * Watches a database that another process fills. `sent` holds when each id was sent, by performance.now(); ids that have
 * become visible leave it, and their latencies in milliseconds are returned when all have, or `patience` milliseconds have
 * passed without a new one.
 */
export async function watchLatencies(path, sent, { isOver, patience = 30_000 }) {
  const db = new Database(path, { readonly: true });
  const select = db.prepare('SELECT id, oops_id FROM stored_oops WHERE id > ? ORDER BY id');
  const latencies = [];
  let last = 0;
  let heardAt = performance.now();
  while (!(isOver() && sent.size === 0) && performance.now() - heardAt < patience) {
    const rows = select.all(last);
    const at = performance.now();
    for (const { id, oops_id } of rows) {
      last = id;
      const sentAt = sent.get(oops_id);
      if (sentAt === undefined) continue;
      latencies.push(at - sentAt);
      sent.delete(oops_id);
      heardAt = at;
    }
    await sleep(PERIOD);
  }
  db.close();
  return latencies;
}

/** p50, p99 and the largest of some latencies, as a line. */
export function describeLatencies(latencies) {
  const sorted = [...latencies].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  const tell = (milliseconds) => `${milliseconds.toFixed(0)} ms`;
  return `p50 ${tell(at(0.5))}, p99 ${tell(at(0.99))}, max ${tell(sorted.at(-1))}`;
}
