import { windowReach } from '../../analysis/window-scope.js';
import type { TrackedSignature } from '../../store/sighted-oops.js';
import type { PlacedException } from '../../store/snapshot.js';
import { type Interval, subtract } from '../../time/interval.js';
import type { ReportContext } from '../report-context.js';

/** The last moment that a time can be; the first is as far before 1970. */
const LAST_MOMENT = 8.64e15;

/** Reporters whose systems are held by the same windows, and all the time that none of these reaches. */
interface Outside {
  readonly reporters: readonly string[];
  readonly intervals: readonly Interval[];
}

/** Which of the signatures any system showed when no window of any outage held it, as far back as the store goes. */
export async function seenOutsideWindows(
  context: ReportContext,
  signatures: Iterable<TrackedSignature>,
): Promise<Set<TrackedSignature>> {
  const left = new Set(signatures);
  const seen = new Set<TrackedSignature>();
  if (left.size === 0) return seen;
  for (const { reporters, intervals } of outsideWindows(context)) {
    // The longest first: there most is seen, and what was seen need not be asked for again.
    for (const interval of [...intervals].sort((a, b) => b.end - b.start - (a.end - a.start))) {
      if (left.size === 0) return seen;
      const [found = []] = await context.data.signaturesSeen([{ signatures: left, reporters, interval }]);
      for (const signature of found) {
        seen.add(signature);
        left.delete(signature);
      }
    }
  }
  return seen;
}

/** How often each reporter had each exception that is wanted when no window of any outage held its system. */
export async function countOutsideWindows(
  context: ReportContext,
  isWanted: (count: PlacedException) => boolean,
): Promise<PlacedException[]> {
  const counts: PlacedException[] = [];
  for (const { reporters, intervals } of outsideWindows(context)) {
    const own = new Set(reporters);
    const { rows } = await context.data.placeExceptions(intervals, ({ reporter }) => own.has(reporter));
    for (const count of rows) if (isWanted(count)) counts.push(count);
  }
  return counts;
}

function outsideWindows({ config, scopes, reporters, systemOf, asOf }: ReportContext): Outside[] {
  const all = { start: -LAST_MOMENT, end: asOf ?? LAST_MOMENT };
  const byWindows = new Map<ReturnType<typeof scopes.holding>, string[]>();
  for (const { name } of reporters) {
    const holding = scopes.holding(systemOf(name));
    const own = byWindows.get(holding);
    if (own) own.push(name);
    else byWindows.set(holding, [name]);
  }
  return Array.from(byWindows, ([holding, own]) => ({
    reporters: own,
    intervals: subtract(
      all,
      holding.map(({ window }) => windowReach(window, config.attribution)),
    ),
  }));
}
