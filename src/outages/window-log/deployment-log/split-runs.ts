import type { Check, LogEvent } from './log-event.js';

/** How far a run has come; each stage with the number of looks at the cluster that a run takes in it. */
const LOOKS = { before: 1, outage: 1, upgrade: 0, ongoing: 0, over: 1, failed: 0, done: 0 } as const;
type Stage = keyof typeof LOOKS;

/** A check that comes so long after the line before it belongs to a later run. */
const LONGEST_PAUSE = 5 * 60_000;
/** A clock that goes back this far is that of another run; less is two forms of timestamp, or a clock that was set. */
const LONGEST_STEP_BACK = 60_000;
/** The clock's time of an outage's end differs from start + duration by rounding, not by this much. */
const LARGEST_MISFIT = 5000;

/**
 * Cuts the events of a log into runs. Nothing in the log separates them, and any of them can lack its head or tail, so
 * a run begins where a line cannot belong to the one before: a look at the cluster that is one too many, a second
 * start, an end that does not fit the start, a clock that jumps.
 */
export function* splitRuns(events: Iterable<LogEvent>): Generator<readonly LogEvent[]> {
  let run = new RunInProgress();
  for (const event of events) {
    const cut = run.cutBefore(event);
    if (cut !== null) {
      const next = new RunInProgress();
      for (const moved of run.events.slice(cut)) next.add(moved);
      if (cut > 0) yield run.events.slice(0, cut);
      run = next;
    }
    run.add(event);
  }
  if (run.events.length > 0) yield run.events;
}

class RunInProgress {
  readonly events: LogEvent[] = [];
  #stage: Stage = 'before';
  #outageStart: number | null = null;
  /** In this stage: how many looks were taken, where the latest began, and its checks so far, in order. */
  #looks = 0;
  #lookStart = 0;
  #checks: Check[] = [];

  add(event: LogEvent): void {
    const stage = stageAfter(event, this.#stage);
    if (event.kind === 'outage-starts') this.#outageStart = event.at;
    if (stage !== this.#stage) {
      this.#stage = stage;
      this.#looks = 0;
      this.#checks = [];
    }
    if (event.kind === 'check') {
      if (this.#beginsLook(event)) {
        this.#looks += 1;
        this.#lookStart = this.events.length;
        this.#checks = [];
      }
      this.#checks.push(event.check);
    }
    this.events.push(event);
  }

  /** The index of the event that begins another run, to which the given one belongs too; null when it goes on. */
  cutBefore(event: LogEvent): number | null {
    const here = this.events.length;
    const last = this.events.at(-1);
    if (!last) return null;
    if (this.#stage === 'done' || event.at < last.at - LONGEST_STEP_BACK) return here;
    switch (event.kind) {
      case 'outage-starts':
        if (this.#stage === 'before') return null;
        return this.#looks > 0 ? this.#lookStart : here;
      case 'upgrade-starts':
        return this.#stage === 'before' || this.#stage === 'outage' ? null : here;
      case 'check': {
        const isOneTooMany =
          this.#looks >= LOOKS[this.#stage] ||
          event.at - last.at > LONGEST_PAUSE ||
          (this.#stage === 'over' && event.check === 'pending');
        return this.#beginsLook(event) && isOneTooMany ? here : null;
      }
      case 'outage-over':
      case 'failures-remain':
        return this.#fitsStart(event) ? null : here;
      default:
        return null;
    }
  }

  /**
   * Each look makes its checks once. Several lines in a row can be one check; those about users come in any order, and
   * nothing comes before the connection and the pending patches.
   */
  #beginsLook({ at, check }: { readonly at: number; readonly check: Check }): boolean {
    const last = this.events.at(-1);
    if (this.#looks === 0 || !last || at - last.at > LONGEST_PAUSE) return true;
    if (check === 'users' || check === this.#checks.at(-1)) return false;
    if (check === 'connected') return true;
    return check === 'pending'
      ? this.#checks.some((made) => made !== 'connected')
      : this.#checks.includes(check);
  }

  #fitsStart({ at, microseconds }: { readonly at: number; readonly microseconds?: number }): boolean {
    if (this.#outageStart === null || microseconds === undefined) return true;
    return Math.abs(this.#outageStart + microseconds / 1000 - at) <= LARGEST_MISFIT;
  }
}

function stageAfter(event: LogEvent, stage: Stage): Stage {
  switch (event.kind) {
    case 'outage-starts':
      return 'outage';
    case 'upgrade-starts':
      return 'upgrade';
    case 'outage-over':
      return stage === 'failed' ? 'failed' : 'over';
    case 'outage-ongoing':
      return 'ongoing';
    case 'failures-remain':
      return 'failed';
    case 'all-good':
      return 'done';
    default:
      return stage;
  }
}
