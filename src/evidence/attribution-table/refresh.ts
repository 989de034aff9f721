import type { Config } from '../../config/config.js';
import type { Db } from '../../store/sqlite/database.js';
import type { Preparation } from '../../store/sqlite/read-snapshot.js';
import { readAttributionBasis } from '../../store/sqlite/tables/attributions.js';
import { gatherKnowledge } from '../report-context.js';
import { basisOf } from './basis.js';

/**
 * The table behind the view `attributed_oops`: reports compute attributions each time, SQL reads them from there. It is
 * up to date while neither OOPSes nor log nor config have changed. OOPSes that only came in addition make anew the
 * outages that they can matter to: those whose windows they touch, or whose baseline.
 *
 * What computes them, with its statistics, takes longer to load than most questions to answer: mostly it is not needed.
 */
export function attributionTable(db: Db, config: Config): Preparation {
  return {
    isDone: () => readAttributionBasis(db) === JSON.stringify(basisOf(gatherKnowledge(db, config, null))),
    run: async () => {
      const { rewriteAttributions } = await import('./rewrite.js');
      rewriteAttributions(db, config);
    },
  };
}

/** Brings that table up to date; does nothing when it is. */
export async function refreshAttributions(db: Db, config: Config): Promise<void> {
  const table = attributionTable(db, config);
  if (!table.isDone()) await table.run();
}
