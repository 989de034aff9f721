import type { Config } from '../config/config.js';
import { readAttributionBasis } from '../store/attribution-store.js';
import type { Db } from '../store/open-database.js';
import { basisOf } from './attribution-basis.js';
import { gatherKnowledge } from './knowledge.js';

/**
 * Brings the table behind the view `attributed_oops` up to date: reports compute attributions each time, SQL reads them
 * from there. Does nothing when neither OOPSes nor log nor config have changed since. OOPSes that only came in addition
 * make anew the outages that they can matter to: those whose windows they touch, or whose baseline.
 *
 * What computes them, with its statistics, takes longer to load than most questions to answer: mostly it is not needed.
 */
export async function refreshAttributions(db: Db, config: Config): Promise<void> {
  if (readAttributionBasis(db) === JSON.stringify(basisOf(gatherKnowledge(db, config, null)))) return;
  const { rewriteAttributions } = await import('./rewrite-attributions.js');
  rewriteAttributions(db, config);
}
