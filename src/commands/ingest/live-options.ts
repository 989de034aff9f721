import { parseDuration } from '../../time/duration.js';
import { UserError } from '../../user-error.js';
import { type Address, readAddress } from '../options/address.js';

/** The options of an ingest that runs until it is stopped, as they are written. */
export interface WrittenLiveOptions {
  readonly follow?: boolean;
  readonly giveUpAfter?: string;
  readonly metrics?: string;
}

/** How an ingest that runs until it is stopped takes what arrives. */
export interface LiveOptions {
  /** Follows the paths. */
  readonly follows: boolean;
  /** For how long a store or a broker that cannot be reached is tried, in milliseconds. */
  readonly giveUpAfter: number;
  /** Where metrics are served; null: nowhere. */
  readonly metrics: Address | null;
  /** How many threads read reports at most. */
  readonly jobs: number;
  /** Younger files, in milliseconds, may still be in the making; undefined: as the config says. */
  readonly settle: number | undefined;
}

const GIVE_UP_AFTER = 120_000;

/** Whether an ingest is to run until it is stopped. */
export function isLive({ follow = false }: WrittenLiveOptions): boolean {
  return follow;
}

/** Refuses what tells of an ingest that runs where none is to run. */
export function refuseLiveOptions({ metrics }: WrittenLiveOptions): void {
  if (metrics === undefined) return;
  throw new UserError(
    '--metrics tells of an ingest that runs until it is stopped. Add --follow, or leave it out.',
  );
}

/** Reads the options. Throws a UserError for what cannot be. */
export function readLiveOptions(
  { follow = false, giveUpAfter, metrics }: WrittenLiveOptions,
  more: Pick<LiveOptions, 'jobs' | 'settle'>,
): LiveOptions {
  return {
    ...more,
    follows: follow,
    giveUpAfter: giveUpAfter === undefined ? GIVE_UP_AFTER : readGiveUpAfter(giveUpAfter),
    metrics: metrics === undefined ? null : readAddress('--metrics', metrics),
  };
}

function readGiveUpAfter(text: string): number {
  const read = text === '0' ? 0 : parseDuration(text);
  if (read !== null) return read;
  throw new UserError(`--give-up-after ${text} is no length of time. Write it as 120s or 5m.`);
}
