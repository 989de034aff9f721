import { predict } from '../statistics/rates.js';
import { poissonZero } from '../statistics/statistics.js';
import { type BaselineFigures, wereDiscarded } from './recovery-figures.js';
import {
  adjustTests,
  isSignificant,
  isWorthALook,
  type RecoveryRow,
  type RowAnswer,
} from './recovery-row.js';
import * as say from './recovery-words.js';

/** The second judge of a silence, *just before* or the *same hours*, must find it as unlikely. */
export const SECOND_JUDGE = 0.01;

/** Nothing of any kind after the outage, where the baseline and what was seen just before say that something should be. */
export const SILENT_IN_OBSERVATION: RecoveryRow = {
  name: 'silence',
  ask(open, { verdict }) {
    const tests = adjustTests(
      open.map((figures) => {
        const { observed, baseline, observedMs } = figures;
        if (observed.length > 0 || !baseline || baseline.count === 0 || wereDiscarded(figures)) return null;
        return { name: 'Poisson', pValue: silenceProbability(baseline, observedMs) };
      }),
      verdict.alpha,
    );
    return open.map((figures, index): RowAnswer => {
      const test = tests[index] ?? null;
      if (!test) return say.heard(figures, figures.observed.length);
      const { justBefore, observedMs, baseline } = figures;
      const phi = baseline?.dispersion ?? 1;
      const second = justBefore ? poissonZero(predict(justBeforeRate(justBefore), observedMs) / phi) : null;
      const agrees = second === null || second < SECOND_JUDGE;
      if (isSignificant(test) && agrees) {
        const told = say.silent(figures, observedMs, test);
        return { ...told, conclusion: { verdict: 'silent', ...told, test } };
      }
      return {
        ...say.notSilent(test, second),
        worthALook:
          isWorthALook(test) && agrees ? [{ type: null, of: 'silent', count: 0, pValue: test.pValue }] : [],
      };
    });
  },
};

/** Nothing of any kind in the whole follow-up, where the baseline and the same hours before say that something should be. */
export const SILENT_IN_FOLLOW_UP: RecoveryRow = {
  name: 'silence in the follow-up',
  ask(open, { verdict }) {
    const tests = adjustTests(
      open.map((figures) => {
        const { followUp, baseline } = figures;
        if (!followUp || followUp.count > 0 || wereDiscarded(figures, 'follow-up')) return null;
        if (!baseline || baseline.count === 0 || !followUp.canShowSilence) return null;
        return { name: 'Poisson', pValue: silenceProbability(baseline, followUp.ms) };
      }),
      verdict.alpha,
    );
    return open.map((figures, index): RowAnswer => {
      const test = tests[index] ?? null;
      const { followUp, baseline } = figures;
      if (!test || !followUp || !baseline) {
        const isDayOff = followUp?.count === 0 && baseline && !followUp.canShowSilence;
        return isDayOff ? say.weekend() : say.heard(figures, followUp?.count ?? 0);
      }
      const agrees = followUp.sameHours.every(
        ({ count }) => sameHoursProbability(count, baseline.dispersion) < SECOND_JUDGE,
      );
      if (isSignificant(test) && agrees) {
        const told = say.silent(figures, followUp.ms, test);
        return { ...told, conclusion: { verdict: 'silent', ...told, test } };
      }
      return {
        ...say.notSilentInFollowUp(test, followUp.sameHours),
        worthALook:
          isWorthALook(test) && agrees ? [{ type: null, of: 'silent', count: 0, pValue: test.pValue }] : [],
      };
    });
  },
};

/** How likely it is to see nothing for so long at the usual rate. */
function silenceProbability({ count, ms, dispersion }: BaselineFigures, watchedMs: number): number {
  return poissonZero(predict({ count, ms }, watchedMs) / dispersion);
}

/** Had half as many come as in the same hours before, how likely it would be that none came. */
export function sameHoursProbability(count: number, dispersion: number): number {
  return 0.5 ** (count / dispersion);
}

function justBeforeRate({ count, lengthMs }: { readonly count: number; readonly lengthMs: number }) {
  return { count, ms: lengthMs };
}
