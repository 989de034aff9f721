import type { DerivationSettings } from '../../derivation-settings.js';
import type { Snapshot } from '../../snapshot.js';
import type { AttributionWriter } from '../../store.js';
import { openSnapshot } from '../clickhouse-snapshot.js';
import type { Connection } from '../connecting/connection.js';
import { lastWords, type StoredOutage, sayWords } from '../words.js';
import { takeCut, type Write, write } from '../writes.js';
import { type AttributionRow, collectAttributions, digestRows } from './attribution-rows.js';

/** How many rows are sent at once. */
const BATCH = 20_000;

/**
 * Writes attributions, see the port: the rows first, which nobody reads until a last word says that they hold. Where two write at
 * once, the last word holds with all that it was said of.
 */
export async function changeAttributions(
  connection: Connection,
  settings: DerivationSettings,
  work: (data: Snapshot, writer: AttributionWriter) => Promise<void>,
): Promise<void> {
  const cut = await takeCut(connection);
  const data = openSnapshot(connection, settings, cut);
  const [word] = await lastWords(connection, 'attribution', { cut });
  const known = word?.value ?? [];
  const { writer, written } = collectAttributions(known.map(({ outage }) => outage));
  await work(data, writer);
  const { outages, basis } = written();
  const text = basis ?? (await data.attributionBasis());
  const changed = findChanged(known, outages);
  const isChanged = changed.size > 0 || known.some(({ outage }) => outages.get(outage)?.length === 0);
  if (!isChanged && basis === undefined) return;
  await write(connection, async (writing) => {
    await insertRows(
      writing,
      [...changed.keys()].flatMap((outage) => outages.get(outage) ?? []),
    );
    if (isChanged) await sayOutages(writing, known, outages, changed);
    const of = isChanged ? writing.stamp : (word?.stamp ?? 0);
    if (text !== undefined) await sayWords(writing, 'basis', [{ key: '', value: { text, of } }]);
  });
}

/** The outages whose rows are other ones than before, with their digests: to write others would only take room. */
function findChanged(
  known: readonly StoredOutage[],
  outages: ReadonlyMap<string, readonly AttributionRow[]>,
): Map<string, string> {
  const digests = new Map(known.map(({ outage, digest }) => [outage, digest]));
  return new Map(
    Array.from(outages)
      .filter(([, rows]) => rows.length > 0)
      .map(([outage, rows]) => [outage, digestRows(rows)] as const)
      .filter(([outage, digest]) => digests.get(outage) !== digest),
  );
}

async function insertRows(writing: Write, rows: readonly AttributionRow[]): Promise<void> {
  for (let start = 0; start < rows.length; start += BATCH) {
    const part = rows.slice(start, start + BATCH);
    await writing.insert(
      'attribution',
      part.map((row) => ({ ...row, generation: writing.stamp })),
    );
  }
}

/** Says of all outages at once which rows hold: those that were not touched keep theirs. */
async function sayOutages(
  writing: Write,
  known: readonly StoredOutage[],
  outages: ReadonlyMap<string, readonly AttributionRow[]>,
  changed: ReadonlyMap<string, string>,
): Promise<void> {
  const kept = known.filter(({ outage }) => !changed.has(outage) && outages.get(outage)?.length !== 0);
  const added = Array.from(changed, ([outage, digest]) => ({ outage, generation: writing.stamp, digest }));
  await sayWords(writing, 'attribution', [{ key: '', value: [...kept, ...added] }]);
}
