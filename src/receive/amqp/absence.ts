import type { UserError } from '../../user-error.js';
import type { Patience } from '../try-again.js';
import { type Broker, nameOnBroker } from './broker.js';
import { BrokerRefusal, explainBrokerError } from './explain-broker-error.js';

/** Knows since when a broker is away, and why. It begins with one that is not there yet. */
export interface Absence {
  /** Keeps why the connection is about to end, or the first of several reasons. */
  note(reason: unknown): void;
  /** The connection has ended. That the broker is away is a remark, the first time that it is told. */
  begin(reason: unknown): void;
  /** It is still away: another try has failed. */
  goOn(reason: unknown): void;
  /** It is there: a remark, where its absence was one. */
  end(): void;
  /** Says in one line why it is away. */
  explain(): UserError;
  /**
   * How long to wait before the next try, in milliseconds: longer each time, and not twice the same, so that many who lost
   * one broker do not come back at once.
   *
   * @param attempt 1 for the first
   * @throws UserError when there is to be none: it has been away for too long, or has refused who never was there
   */
  nextWait(attempt: number): number;
}

export interface AbsenceOptions extends Pick<Patience, 'now' | 'giveUpAfter' | 'onRemark'> {
  readonly broker: Broker;
  readonly queue: string;
}

/** The waits between two tries, in milliseconds; they are up to a half shorter. */
const FIRST_WAIT = 200;
const LONGEST_WAIT = 10_000;

/** Begins to watch a broker. */
export function watchAbsence({ broker, queue, now, giveUpAfter, onRemark }: AbsenceOptions): Absence {
  let since = now();
  let why: unknown = null;
  let isTold = false;
  let hasBeenThere = false;

  function explain(): UserError {
    return explainBrokerError(why, { broker, name: queue });
  }

  /** Who is refused at the first time has made a mistake; later it can be a broker that is just being set up again. */
  function isHopeless(): boolean {
    const isRefused = !hasBeenThere && explain() instanceof BrokerRefusal;
    return isRefused || now() - since >= giveUpAfter;
  }

  function tell(): void {
    if (!isTold) onRemark(`${explain().message} Trying again.`);
    isTold = true;
  }

  return {
    note(reason) {
      why ??= reason;
    },
    begin(reason) {
      since = now();
      why ??= reason;
      tell();
    },
    goOn(reason) {
      why = reason;
      if (!isHopeless()) tell();
    },
    end() {
      if (isTold) onRemark(`${nameOnBroker(broker, queue)}: the broker is back.`);
      hasBeenThere = true;
      isTold = false;
      why = null;
    },
    explain,
    nextWait(attempt) {
      if (isHopeless()) throw explain();
      const wait = Math.min(FIRST_WAIT * 2 ** (attempt - 1), LONGEST_WAIT) * (1 - Math.random() / 2);
      return Math.min(wait, since + giveUpAfter - now());
    },
  };
}
