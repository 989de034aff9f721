import { type Attribution, attributionRule } from '../../analysis/attribution.js';
import { duringInterval, windowReach } from '../../analysis/window-scope.js';
import { expectedFailuresOf } from '../../config/system-map.js';
import type { ReportContext } from '../../evidence/report-context.js';
import type { OopsClass } from '../../oops/classes/classification-rules.js';
import {
  createFailureModeMatcher,
  type ExceptionChain,
  type FailureMode,
  matchFailureMode,
} from '../../oops/classes/failure-mode.js';
import type { Cause } from '../../oops/oops.js';
import type { OutageWindow, Phase } from '../../outages/window.js';
import type { StoredOops } from '../../store/stored-oops.js';
import { formatInstant } from '../../time/instant.js';
import type { OopsAttribution } from './attribute-oops.js';
import { type DetailedAttribution, describeAttribution } from './oops-detail.js';

/** How far off a window may be and still be shown, in milliseconds: a typing error in the hour is a likely one. */
const NEARBY = 2 * 3_600_000;

/** Why one OOPS was, or was not, left out of the normal report; as `why --format json` prints it. */
export interface AttributionExplanation {
  readonly id: string;
  readonly time: string;
  readonly system: string;
  /** It has only its day, so that no window can claim it. */
  readonly isTimeInexact: boolean;
  readonly attribution: DetailedAttribution | null;
  /** The failure mode of its system that it matches; null when it matches none. */
  readonly expectedFailure: DescribedFailureMode | null;
  readonly isNeverSuppressed: boolean;
  /** Whether the normal report leaves it out. */
  readonly isSuppressed: boolean;
  /** The section of its system's summary that counts it, when it is not left out. */
  readonly section: OopsClass | null;
  /** The groups whose summaries hold its system. */
  readonly groups: readonly string[];
  /** The windows that claim it, the one that has it first, then others within two hours. */
  readonly windows: readonly ConsideredWindow[];
}

/** A failure mode that an OOPS matches, and by what. */
export interface DescribedFailureMode {
  readonly type: string;
  readonly value: string | null;
  /** Where a built-in mode, which has many phrases, names the value: the part of the value that it found. */
  readonly phrase: string | null;
  /** What the OOPS was raised from, where that is what matches; null where it matches itself. */
  readonly cause: Cause | null;
}

/** A window that was looked at. */
export interface ConsideredWindow {
  readonly outage: string;
  readonly phase: Phase;
  readonly systems: readonly string[];
  readonly start: string;
  readonly end: string | null;
  /** From the window's start, and from its end, to the OOPS; negative before. The latter is null while it is open. */
  readonly secondsAfterStart: number;
  readonly secondsAfterEnd: number | null;
  /** Why it has the OOPS, or has not. */
  readonly reason: string;
}

/** Explains which windows looked at an OOPS, which one has it and by which rule, and where it was counted. */
export function explainAttribution(
  context: ReportContext,
  stored: StoredOops,
  attributed: OopsAttribution,
): AttributionExplanation {
  const { config } = context;
  const { oops, system, time } = stored;
  const attribution = describeAttribution(attributed);
  const isSuppressed = attribution !== null && !attributed.isNeverSuppressed;
  const expected = createFailureModeMatcher(expectedFailuresOf(config, system)).match(oops);
  return {
    id: oops.id,
    time: formatInstant(time),
    system,
    isTimeInexact: stored.timeSource === 'directory',
    attribution,
    expectedFailure: expected ? describeFailureMode(expected, oops) : null,
    isNeverSuppressed: attributed.isNeverSuppressed,
    isSuppressed,
    section: isSuppressed ? null : stored.class,
    groups: config.groups
      .filter(({ systems }) => systems.some((name) => name.toUpperCase() === system.toUpperCase()))
      .map(({ name }) => name),
    windows: considerWindows(context, stored, attributed.claims),
  };
}

function considerWindows(
  { config, scopes, windows }: ReportContext,
  stored: StoredOops,
  claims: readonly Attribution[],
): ConsideredWindow[] {
  const { time, system } = stored;
  const claiming = new Map(claims.map((claim) => [claim.window, claim]));
  const holding = new Set(scopes.holding(system).map(({ window }) => window));
  const nearby = windows.filter((window) => {
    const reach = windowReach(window, config.attribution);
    return !claiming.has(window) && time >= reach.start - NEARBY && time < reach.end + NEARBY;
  });
  const describe = (window: OutageWindow, reason: string): ConsideredWindow => ({
    outage: window.outage,
    phase: window.phase,
    systems: window.systems,
    start: formatInstant(window.start),
    end: window.end === null ? null : formatInstant(window.end),
    secondsAfterStart: (time - window.start) / 1000,
    secondsAfterEnd: window.end === null ? null : (time - window.end) / 1000,
    reason,
  });
  return [
    ...claims.map((claim, place) => {
      const rule = attributionRule(claim, stored.time, config.attribution);
      const [winner] = claims;
      return describe(
        claim.window,
        place === 0 || !winner ? `has it: ${rule}` : `claims it too (${rule}), but comes after`,
      );
    }),
    ...nearby.map((window) =>
      describe(window, reasonAgainst(window, stored, holding.has(window), config.attribution)),
    ),
  ];
}

function reasonAgainst(
  window: OutageWindow,
  { time, timeSource, system }: StoredOops,
  isHeld: boolean,
  settings: ReportContext['config']['attribution'],
): string {
  if (!isHeld) return `does not hold system ${system}`;
  if (timeSource === 'directory') return 'cannot claim an OOPS whose time is only a day';
  const during = duringInterval(window, settings);
  if (time < during.start) return 'begins after it';
  const isPast = time >= windowReach(window, settings).end;
  if (isPast)
    return window.end === null ? 'reaches no further: nobody closed it' : 'ended, with its grace, before it';
  return 'ended before it, and it is no expected failure of its system';
}

function describeFailureMode(mode: FailureMode, oops: ExceptionChain): DescribedFailureMode {
  const { type, value } = mode;
  const matches = (link: Cause) => matchFailureMode([mode], link.type, link.value) !== undefined;
  const cause = matches(oops) ? null : (oops.causes.find(matches) ?? null);
  const phrase = value instanceof RegExp ? (value.exec((cause ?? oops).value ?? '')?.[0] ?? null) : null;
  return { type, value: value?.source ?? null, phrase, cause };
}
