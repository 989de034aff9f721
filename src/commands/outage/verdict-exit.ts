import type { Verdict } from '../../analysis/verdict.js';
import { EXIT, type ExitCode } from '../program/context.js';

const EXIT_OF_VERDICT: Readonly<Record<Verdict, ExitCode>> = {
  'as-expected': EXIT.done,
  'not-as-expected': EXIT.finding,
  inconclusive: EXIT.undecided,
};

/** That of the worst verdict: a finding before what is undecided. */
export function exitCodeOf(verdicts: readonly Verdict[]): ExitCode {
  const codes = new Set(verdicts.map((verdict) => EXIT_OF_VERDICT[verdict]));
  return [EXIT.finding, EXIT.undecided].find((code) => codes.has(code)) ?? EXIT.done;
}
