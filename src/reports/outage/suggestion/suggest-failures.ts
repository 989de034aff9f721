import {
  type MadeMode,
  type Obstacle,
  servesAll,
  suggestModes,
} from '../../../analysis/suggestion/suggest-mode.js';
import { entriesOf } from '../../../config/failure-modes/families.js';
import { findSystem } from '../../../config/system-map.js';
import { type FailureCandidate, signatureKey } from '../../../evidence/failures/failure-candidates.js';
import type { OutageFindings } from '../../../evidence/outage-findings.js';
import type { ReportContext } from '../../../evidence/report-context.js';
import { createFailureModeMatcher, type FailureMode } from '../../../oops/classes/failure-mode.js';
import type { PlacedException } from '../../../store/snapshot.js';
import { compareText } from '../../../text/compare-text.js';
import { formatInstant } from '../../../time/instant.js';
import { plural } from '../../layout/text.js';
import { groupUnexpectedByList, type UnexpectedOfList } from './group-unexpected.js';
import type { LeftAlone, OutageSuggestion, SuggestedList, SuggestedMode, WrittenMode } from './suggestion.js';

type Context = Pick<ReportContext, 'config'>;
type Findings = Pick<OutageFindings, 'outage' | 'evidence' | 'judgement' | 'candidates'>;

/** A failure mode, and the groups for which it was made. */
interface Made {
  readonly mode: MadeMode;
  readonly groups: UnexpectedOfList[];
}

/**
 * Suggests expected failures for what came only inside the windows of outages: one failure mode for each signature, and one
 * for several where it serves them all.
 *
 * @param outside what was seen when no window held its system, see `isOfCandidates`
 */
export function suggestFailures(
  context: Context,
  findings: Findings,
  outside: readonly PlacedException[],
): OutageSuggestion {
  const { outage, judgement, candidates } = findings;
  const candidateOf = new Map(candidates.map((one) => [signatureKey(one.signature), one]));
  const notSuggested: LeftAlone[] = [];
  const made = new Map<string | null, Made[]>();
  const isSeenOutside = (mode: FailureMode) => {
    const { match } = createFailureModeMatcher([mode]);
    return outside.some(({ exception }) => match(exception) !== undefined);
  };
  for (const group of groupUnexpectedByList(context, findings)) {
    const candidate = candidateOf.get(signatureKey(group.signature));
    const ofList = made.get(group.list) ?? [];
    const refusal = add(group, candidate, ofList, isSeenOutside);
    if (refusal) notSuggested.push(leaveAlone(group, refusal, countOf(group, outside)));
    else made.set(group.list, ofList);
  }
  return {
    kind: 'outage-suggestion',
    outage: outage.id,
    title: outage.title,
    start: formatInstant(outage.start),
    end: outage.end === null ? null : formatInstant(outage.end),
    verdict: judgement.verdict,
    lists: Array.from(made, ([system, modes]) => listOf(context, system, modes)).sort((a, b) =>
      compareText(a.system ?? '', b.system ?? ''),
    ),
    notSuggested,
  };
}

/**
 * Whether what was seen outside windows says something of a suggestion: it is like a candidate, or of its type, itself or by a
 * cause.
 */
export function isOfCandidates(candidates: readonly FailureCandidate[]): (count: PlacedException) => boolean {
  const keys = new Set(candidates.map(({ signature }) => signatureKey(signature)));
  const types = new Set(candidates.flatMap(({ exceptions }) => exceptions.map(({ type }) => type)));
  return ({ exception, signature }) =>
    [exception, ...exception.causes].some(({ type }) => types.has(type)) || keys.has(signatureKey(signature));
}

type Refusal = Obstacle | 'unaffected' | 'stopped' | 'seen-outside';

/** Adds a group to the modes of its list; returns why it cannot be, or null. */
function add(
  group: UnexpectedOfList,
  candidate: FailureCandidate | undefined,
  made: Made[],
  isSeenOutside: (mode: FailureMode) => boolean,
): Refusal | null {
  if (group.obstacle) return group.obstacle;
  if (!candidate || candidate.isSeenOutside) return 'seen-outside';
  const { signature, exceptions } = candidate;
  const serving = made.find(({ mode }) => servesAll(mode, exceptions));
  if (serving) {
    serving.groups.push(group);
    return null;
  }
  const modes = suggestModes(signature, exceptions, isSeenOutside);
  if (!Array.isArray(modes)) return modes;
  made.push(...modes.map((mode) => ({ mode, groups: [group] })));
  return null;
}

function listOf({ config }: Context, system: string | null, modes: readonly Made[]): SuggestedList {
  const own = system === null ? null : findSystem(config.systems, system)?.expectedFailures;
  return {
    system,
    kept: entriesOf(own ?? config.expectedFailures).map((entry) =>
      'family' in entry ? { family: entry.family } : writeMode(entry),
    ),
    suggested: modes.map(describeMode).sort((a, b) => b.count - a.count),
  };
}

/** What the user wrote, or could have: the patterns that are built in have no other place than their families. */
function writeMode({ type, value }: FailureMode): WrittenMode {
  return value === undefined ? { type } : { type, value: value.source };
}

function describeMode({ mode, groups }: Made): SuggestedMode {
  return {
    type: mode.type,
    value: mode.value.source,
    count: groups.reduce((sum, { count }) => sum + count, 0),
    systems: [...new Set(groups.flatMap(({ systems }) => systems))].sort(),
    firstTime: formatInstant(Math.min(...groups.map(({ firstTime }) => firstTime))),
    lastTime: formatInstant(Math.max(...groups.map(({ lastTime }) => lastTime))),
    signatures: groups.map(({ signature: { type, value }, count }) => ({ type, value, count })),
  };
}

function leaveAlone(
  { signature, count, systems }: UnexpectedOfList,
  refusal: Refusal,
  outside: number,
): LeftAlone {
  const { type, value } = signature;
  return { type, value, count, systems, outside, reason: reasonOf(refusal, outside) };
}

function reasonOf(refusal: Refusal, outside: number): string {
  switch (refusal) {
    case 'seen-outside':
      return outside === 0
        ? 'also outside the windows, at a time that is not exact'
        : `also ${plural(outside, 'time')} outside the windows`;
    case 'stopped':
      return 'came from a system that had been shut down, which must not be heard';
    case 'unaffected':
      return 'came from a system that an outage should not touch (during: unaffected)';
    case 'no-type':
      return 'has no exception type by which it could be told';
    case 'nothing-in-common':
      return 'its values have nothing in common by which they could be told from others of the type';
    case 'matches-outside':
      return 'every pattern for it would also match others that came outside the windows';
    default:
      return refusal satisfies never;
  }
}

function countOf({ signature }: UnexpectedOfList, outside: readonly PlacedException[]): number {
  const key = signatureKey(signature);
  return outside.reduce(
    (sum, one) => sum + (signatureKey(one.signature) === key ? one.end - one.begin : 0),
    0,
  );
}
