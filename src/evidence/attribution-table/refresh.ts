import type { Config } from '../../config/config.js';
import type { Preparation, Store } from '../../store/store.js';
import { gatherReportContext } from '../report-context.js';
import { basisOf } from './basis.js';

/**
 * The table behind the view `attributed_oops`: reports compute attributions each time, SQL reads them from there. It is
 * up to date while neither OOPSes nor log nor config have changed. OOPSes that only came in addition make anew the
 * outages that they can matter to: those whose windows they touch, or whose baseline.
 *
 * What computes them, with its statistics, takes longer to load than most questions to answer: mostly it is not needed.
 */
export function attributionTable(store: Pick<Store, 'changeAttributions'>, config: Config): Preparation {
  return {
    isDone: async (data) =>
      (await data.attributionBasis()) ===
      JSON.stringify(await basisOf(await gatherReportContext(data, config, null))),
    run: async () => {
      const { rewriteAttributions } = await import('./rewrite.js');
      await rewriteAttributions(store, config);
    },
  };
}
