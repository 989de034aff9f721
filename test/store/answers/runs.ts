import fc from 'fast-check';

/** As fast-check has it where nobody says otherwise. */
const USUAL_RUNS = 100;

/**
 * How often a property is tried that tries this often on an engine where every turn is cheap: as many times fewer as
 * the suite is configured to, but once. A number given to `fc.assert` itself would overrule the suite's.
 */
export function runs(usual: number): number {
  const configured = fc.readConfigureGlobal().numRuns ?? USUAL_RUNS;
  return Math.ceil((usual * configured) / USUAL_RUNS);
}
