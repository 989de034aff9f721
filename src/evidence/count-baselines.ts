import type { BaselineCount } from '../analysis/outage-evidence.js';
import type { Interval } from '../time/interval.js';
import type { SystemFrame } from './gather-evidence.js';
import type { Knowledge } from './knowledge.js';
import { remember } from './remember.js';

/**
 * Counts what each system's baseline holds, by exception and signature. Systems with the same baseline, which most of
 * an outage's have, are counted together.
 */
export function countBaselines(
  knowledge: Knowledge,
  frames: readonly SystemFrame[],
): Map<string, BaselineCount[]> {
  const { countExceptions, lookups, systemOf, failures } = knowledge;
  const typeOf = remember((id: number | null) => (id === null ? null : lookups.textById(id)));
  const counts = new Map<string, BaselineCount[]>();
  for (const [systems, intervals] of groupByBaseline(frames)) {
    for (const row of countExceptions(intervals)) {
      const system = systemOf(row.reporterId);
      if (!systems.has(system)) continue;
      const type = typeOf(row.typeId);
      const counted: BaselineCount = {
        type,
        // Of a million signatures, a report shows five: each is looked up when it is asked for.
        get signature() {
          return lookups.signatureById(row.signatureId);
        },
        isOutageFailure: failures.mayFail(system, type) && failures.isOutageFailure(system, row.exceptionId),
        count: row.count,
      };
      const own = counts.get(system);
      if (own) own.push(counted);
      else counts.set(system, [counted]);
    }
  }
  return counts;
}

function groupByBaseline(frames: readonly SystemFrame[]): [Set<string>, readonly Interval[]][] {
  const groups = new Map<string, [Set<string>, readonly Interval[]]>();
  for (const { system, baseline } of frames) {
    const key = JSON.stringify(baseline);
    const group = groups.get(key) ?? [new Set<string>(), baseline];
    group[0].add(system);
    groups.set(key, group);
  }
  return [...groups.values()];
}
