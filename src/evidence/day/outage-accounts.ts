import { createDisposer, type Disposer, type Disposition } from '../../analysis/disposition.js';
import { type TouchedCounts, TouchedTally } from '../../analysis/touched.js';
import { type SightedOops, sortSighted, type TrackedSignature } from '../../store/sighted-oops.js';
import type { Interval } from '../../time/interval.js';
import { gatherEvidence } from '../gather-evidence.js';
import type { ReportContext } from '../report-context.js';
import { iterateClaims } from './claims.js';

/** How many ids of an unexpected group are named. */
const IDS_KEPT = 10;

/** What an outage has of the OOPSes of a period. */
export interface OutageAccount extends Readonly<Record<Disposition, number>> {
  readonly suppressed: number;
  /** Claimed by its windows, and in the normal report all the same. */
  readonly kept: number;
  readonly touched: TouchedCounts;
  readonly unexpectedGroups: readonly {
    readonly signature: TrackedSignature;
    readonly count: number;
    /** The first few by time. */
    readonly oopsIds: readonly string[];
  }[];
}

/** What a period's normal report leaves out, and the accounts of the outages that claim it, by their ids. */
export interface LeftOut {
  /** The marks of what is left out. */
  readonly suppressed: readonly number[];
  /** Their times, in the same order. */
  readonly times: readonly number[];
  readonly accounts: ReadonlyMap<string, OutageAccount>;
}

/**
 * Finds what of a period belongs to outages, and what it means there. What one means for its system follows from the whole
 * outage, however little of it lies in the period, so that a day says the same as its hours together.
 */
export async function gatherLeftOut(
  context: ReportContext,
  period: Interval,
  isSelected: (system: string) => boolean,
): Promise<LeftOut> {
  const { config, failures, outages } = context;
  const byId = new Map(outages.map((outage) => [outage.id, outage]));
  const open = new Map<string, OpenAccount>();
  const suppressed: number[] = [];
  const times: number[] = [];

  async function accountOf(id: string): Promise<OpenAccount> {
    let found = open.get(id);
    if (!found) {
      const outage = byId.get(id);
      if (!outage) throw new Error(`the window log has no outage ${id}`);
      found = openAccount(createDisposer(await gatherEvidence(context, outage), config));
      open.set(id, found);
    }
    return found;
  }

  for await (const part of iterateClaims(context, period, isSelected)) {
    for (const { oops, system, attribution, isOutageFailure, isNeverSuppressed } of part) {
      const { window, relation } = attribution;
      const account = open.get(window.outage) ?? (await accountOf(window.outage));
      account.touched.add({ userMark: oops.userMark, urlMark: oops.urlMark, isRobot: oops.isBot });
      if (isNeverSuppressed) {
        account.kept += 1;
        continue;
      }
      const disposition = account.disposer.dispositionOf(system, {
        ...{ window, relation, time: oops.time, type: oops.exception.type, isOutageFailure },
        isTolerated: failures.isTolerated(oops.exception),
      });
      suppressed.push(oops.mark);
      times.push(oops.time);
      account.suppressed += 1;
      account[disposition] += 1;
      if (disposition === 'unexpected') listUnexpected(account, oops);
    }
  }
  return { suppressed, times, accounts: new Map(Array.from(open, ([id, account]) => [id, close(account)])) };
}

interface OpenAccount extends Record<Disposition, number> {
  readonly disposer: Disposer;
  suppressed: number;
  kept: number;
  readonly touched: TouchedTally;
  readonly unexpectedOopses: Map<TrackedSignature, SightedOops[]>;
}

function openAccount(disposer: Disposer): OpenAccount {
  return {
    disposer,
    suppressed: 0,
    kept: 0,
    expected: 0,
    background: 0,
    unexpected: 0,
    touched: new TouchedTally(),
    unexpectedOopses: new Map(),
  };
}

function listUnexpected({ unexpectedOopses }: OpenAccount, oops: SightedOops): void {
  const group = unexpectedOopses.get(oops.signature);
  if (group) group.push(oops);
  else unexpectedOopses.set(oops.signature, [oops]);
}

function close(account: OpenAccount): OutageAccount {
  const { suppressed, kept, expected, background, unexpected, touched, unexpectedOopses } = account;
  return {
    ...{ suppressed, kept, expected, background, unexpected },
    touched: touched.counts,
    unexpectedGroups: Array.from(unexpectedOopses, ([signature, oopses]) => ({
      signature,
      count: oopses.length,
      oopsIds: sortSighted(oopses)
        .slice(0, IDS_KEPT)
        .map(({ id }) => id),
    })),
  };
}
