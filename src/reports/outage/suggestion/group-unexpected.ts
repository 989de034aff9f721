import { mayBeExpected } from '../../../analysis/disposition.js';
import { findSystem } from '../../../config/system-map.js';
import { signatureKey } from '../../../evidence/failures/failure-candidates.js';
import type { OutageFindings } from '../../../evidence/outage-findings.js';
import type { ReportContext } from '../../../evidence/report-context.js';
import type { Signature } from '../../../oops/oops.js';
import { compareText } from '../../../text/compare-text.js';

/** Unexpected OOPSes of one signature, of systems that one list of expected failures serves. */
export interface UnexpectedOfList {
  readonly signature: Signature;
  /** The system whose own list it is; null: the global one. */
  readonly list: string | null;
  readonly count: number;
  /** By name. */
  readonly systems: readonly string[];
  readonly firstTime: number;
  readonly lastTime: number;
  /** Why no expected failure could make them expected; null where one could. */
  readonly obstacle: 'unaffected' | 'stopped' | null;
}

/** Groups what should not have been in an outage's windows; the most frequent first, then by type and value. */
export function groupUnexpectedByList(
  { config }: Pick<ReportContext, 'config'>,
  { evidence, judgement }: Pick<OutageFindings, 'evidence' | 'judgement'>,
): UnexpectedOfList[] {
  const unaffected = new Set(
    evidence.systems.filter(({ during }) => during === 'unaffected').map(({ system }) => system),
  );
  const groups = new Map<string, Group>();
  for (const { system, sightings } of judgement.systems) {
    const list = findSystem(config.systems, system)?.expectedFailures ? system : null;
    for (const sighting of sightings.unexpected) {
      const stopped = mayBeExpected(sighting, config.attribution) ? null : 'stopped';
      const obstacle = unaffected.has(system) ? 'unaffected' : stopped;
      const key = `${list}\n${obstacle}\n${signatureKey(sighting.signature)}`;
      const group = groups.get(key) ?? { signature: sighting.signature, list, obstacle, seen: [] };
      group.seen.push({ system, time: sighting.time });
      groups.set(key, group);
    }
  }
  return Array.from(groups.values(), describeGroup).sort(compareUnexpected);
}

interface Group extends Pick<UnexpectedOfList, 'signature' | 'list' | 'obstacle'> {
  readonly seen: { readonly system: string; readonly time: number }[];
}

function describeGroup({ seen, ...group }: Group): UnexpectedOfList {
  const times = Float64Array.from(seen, ({ time }) => time).sort();
  return {
    ...group,
    count: seen.length,
    systems: [...new Set(seen.map(({ system }) => system))].sort(),
    firstTime: times[0] as number,
    lastTime: times.at(-1) as number,
  };
}

function compareUnexpected(a: UnexpectedOfList, b: UnexpectedOfList): number {
  return (
    b.count - a.count ||
    compareText(a.signature.type, b.signature.type) ||
    compareText(a.signature.value, b.signature.value)
  );
}
