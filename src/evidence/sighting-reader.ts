import type { Attribution, Relation } from '../analysis/attribution.js';
import type { AttributedSighting, Sighting } from '../analysis/evidence.js';
import type { Cause, Signature } from '../oops/oops.js';
import type { OutageWindow } from '../outages/window.js';
import type { SightedOops } from '../store/sighted-oops.js';
import type { ReportContext } from './report-context.js';

/**
 * Turns an OOPS of the store into what a check sees of it, and of what belongs to a window to that. Who asks knows already whether it is
 * an outage failure of its system.
 */
export interface SightingReader {
  read(oops: SightedOops, isOutageFailure: boolean): StoredSighting;
  readAttributed(
    oops: SightedOops,
    isOutageFailure: boolean,
    attribution: Attribution,
  ): StoredSighting & AttributedSighting;
}

/** What the config says of an OOPS: one bit each, because there can be a hundred thousand sightings. */
const OUTAGE_FAILURE = 1;
const TOLERATED = 2;
const NEVER_SUPPRESSED = 4;
/** And what it says itself. */
const ROBOT = 8;

/** Makes a reader for the failure modes of the config. */
export function createSightingReader({ failures }: ReportContext): SightingReader {
  const flagsOf = ({ exception, isBot }: SightedOops, isOutageFailure: boolean): number =>
    (isOutageFailure ? OUTAGE_FAILURE : 0) +
    (failures.isTolerated(exception) ? TOLERATED : 0) +
    (failures.isNeverSuppressed(exception) ? NEVER_SUPPRESSED : 0) +
    (isBot ? ROBOT : 0);

  return {
    read: (oops, isOutageFailure) => new StoredSighting(oops, flagsOf(oops, isOutageFailure)),
    readAttributed: (oops, isOutageFailure, attribution) =>
      new StoredAttributedSighting(oops, flagsOf(oops, isOutageFailure), attribution),
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
  readonly #flags: number;

  constructor(oops: SightedOops, flags: number) {
    this.oops = oops;
    this.time = oops.time;
    this.reporter = oops.reporter;
    this.signature = oops.signature;
    this.urlMark = oops.urlMark;
    this.userMark = oops.userMark;
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

  get topicMark(): number | null {
    return this.oops.topicMark;
  }

  get isRobot(): boolean {
    return (this.#flags & ROBOT) !== 0;
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
  readonly #attribution: Attribution;

  constructor(oops: SightedOops, flags: number, attribution: Attribution) {
    super(oops, flags);
    this.#attribution = attribution;
  }

  get window(): OutageWindow {
    return this.#attribution.window;
  }

  get relation(): Relation {
    return this.#attribution.relation;
  }
}
