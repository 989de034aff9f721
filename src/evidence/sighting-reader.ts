import type { Attribution, Relation } from '../analysis/attribution.js';
import type { AttributedSighting, Sighting } from '../analysis/evidence.js';
import type { Cause, Signature } from '../oops/oops.js';
import type { OutageWindow } from '../outages/window.js';
import type { SightedOops } from '../store/sighted-oops.js';
import type { ReportContext } from './report-context.js';

/** Turns an OOPS of the store into what a check sees of it, and of what belongs to a window to that. */
export interface SightingReader {
  read(oops: SightedOops, system: string): StoredSighting;
  readAttributed(
    oops: SightedOops,
    system: string,
    attribution: Attribution,
  ): StoredSighting & AttributedSighting;
}

/** What the config says of an OOPS: one bit each, because there can be a hundred thousand. */
const OUTAGE_FAILURE = 1;
const TOLERATED = 2;
const NEVER_SUPPRESSED = 4;

/** Makes a reader for the failure modes of the config. */
export function createSightingReader({ failures }: ReportContext): SightingReader {
  const judge = ({ exception }: SightedOops, system: string): number =>
    (failures.isOutageFailure(system, exception) ? OUTAGE_FAILURE : 0) +
    (failures.isTolerated(exception) ? TOLERATED : 0) +
    (failures.isNeverSuppressed(exception) ? NEVER_SUPPRESSED : 0);

  return {
    read: (oops, system) => new StoredSighting(oops, judge(oops, system)),
    readAttributed: (oops, system, attribution) =>
      new StoredAttributedSighting(oops, judge(oops, system), attribution),
  };
}

/**
 * A sighting of an OOPS of the store. What is looked at again and again, of each of a hundred thousand, is read once, while the store
 * goes through them; the store is asked for the rest.
 */
export class StoredSighting implements Sighting {
  readonly oops: SightedOops;
  readonly time: number;
  readonly reporter: string;
  readonly signature: Signature;
  readonly urlMark: number | null;
  readonly userMark: number | null;
  readonly topicMark: number | null;
  readonly isRobot: boolean;
  readonly #flags: number;

  constructor(oops: SightedOops, flags: number) {
    this.oops = oops;
    this.time = oops.time;
    this.reporter = oops.reporter;
    this.signature = oops.signature;
    this.urlMark = oops.urlMark;
    this.userMark = oops.userMark;
    this.topicMark = oops.topicMark;
    this.isRobot = oops.isBot;
    this.#flags = flags;
  }

  get oopsId(): string {
    return this.oops.id;
  }

  get type(): string | null {
    return this.oops.exception.type;
  }

  get root(): Cause | null {
    return this.oops.exception.causes.at(-1) ?? null;
  }

  get isOutageFailure(): boolean {
    return (this.#flags & OUTAGE_FAILURE) !== 0;
  }

  get isTolerated(): boolean {
    return (this.#flags & TOLERATED) !== 0;
  }

  get isNeverSuppressed(): boolean {
    return (this.#flags & NEVER_SUPPRESSED) !== 0;
  }

  get isException(): boolean {
    return this.oops.class === 'exceptions';
  }
}

class StoredAttributedSighting extends StoredSighting implements AttributedSighting {
  readonly window: OutageWindow;
  readonly relation: Relation;

  constructor(oops: SightedOops, flags: number, { window, relation }: Attribution) {
    super(oops, flags);
    this.window = window;
    this.relation = relation;
  }
}
