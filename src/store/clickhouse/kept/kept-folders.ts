import type { Reading } from '../events/reading.js';
import { LATEST, sayWords } from '../words.js';
import type { Restoring } from './restoring.js';

/** The folders that files were read in, in the order in which they were met. */
export async function listFolders({
  connection,
  cut,
}: Pick<Reading, 'connection' | 'cut'>): Promise<string[]> {
  const rows = await connection.rows<[string]>(
    `SELECT key FROM word WHERE kind = 'folder' AND stamp <= {cut:Int64}
     GROUP BY key ORDER BY min((stamp, part)), key`,
    { cut },
  );
  return rows.map(([folder]) => folder);
}

/** Has folders that are new stand behind those that were met before. */
export async function restoreFolders(
  { connection, writing }: Restoring,
  folders: readonly string[],
): Promise<void> {
  const known = new Set(await listFolders({ connection, cut: LATEST }));
  const met = folders.filter((folder) => !known.has(folder.toWellFormed()));
  await sayWords(
    writing,
    'folder',
    met.map((key) => ({ key, value: {} })),
  );
}
