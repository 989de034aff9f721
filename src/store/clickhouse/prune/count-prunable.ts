import type { Prunable, PruneQuestion } from '../../questions/pruning.js';
import type { Parameters } from '../connecting/connection.js';
import type { Reading } from '../events/reading.js';
import { heldFiles } from '../files/held-files.js';
import { localName } from '../schema/statements.js';
import { exportCondition } from './export-condition.js';
import { keptCondition, oldCondition, stretchesCondition } from './pruned-condition.js';

/** What a prune would do. See `countPrunable` of the port. */
export async function countPrunable(
  reading: Reading,
  question: PruneQuestion,
  isWithFiles = false,
): Promise<Prunable> {
  const { alive, connection, from } = reading;
  const [old, within, kept] = [
    oldCondition(question.before),
    stretchesCondition(question),
    keptCondition(question),
  ];
  const goes = `(${within.sql}) AND NOT (${kept.sql})`;
  const where = `${alive} AND ${old.sql}`;
  const parameters = {
    ...{ ...reading.parameters, ...old.parameters, ...within.parameters, ...kept.parameters },
  };
  const row = await connection.row<[number, number | null, number | null, number, number]>(
    `SELECT countIf(${goes}), minOrNullIf(time, ${goes}), maxOrNullIf(time, ${goes}),
       countIf(NOT (${within.sql})), countIf((${within.sql}) AND (${kept.sql}))
     FROM ${from} WHERE ${where}`,
    parameters,
  );
  const [oopses, firstTime, lastTime, outside, referenced] = row ?? [0, null, null, 0, 0];
  const files = isWithFiles ? await countFiles(reading, `${where} AND ${goes}`, parameters) : null;
  return { oopses, firstTime, lastTime, outside, referenced, files };
}

/** The folder of a day. */
const DAY = "'/[0-9]{4}-[0-9]{2}-[0-9]{2}$'";

/** How many files in folders of days hold some events, and no others. */
async function countFiles(reading: Reading, where: string, parameters: Parameters): Promise<number> {
  const { connection } = reading;
  const exports = exportCondition((await reading.lastWords('export')).map(({ key }) => key));
  const held = heldFiles({
    where: `match(directory, ${DAY}) AND NOT (${exports.sql}) AND (id_key, hour) IN (
      SELECT id_key, hour FROM ${localName('event', connection.cluster)} FINAL WHERE ${where})`,
  });
  const row = await connection.row<[number]>(`SELECT count() FROM (${held})`, {
    ...{ ...parameters, ...exports.parameters },
  });
  return row?.[0] ?? 0;
}
