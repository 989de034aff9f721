import type { RowSettings } from '../../oops/events/document-settings.js';
import type { Address } from '../../receive/address.js';
import { parseDuration } from '../../time/duration.js';
import { UserError } from '../../user-error.js';
import { readAddress } from '../options/address.js';
import type { CommandContext } from '../program/context.js';
import {
  type ListenOptions,
  readListenOptions,
  takesListening,
  type WrittenListenOptions,
} from './listen-options.js';
import {
  type QueueOptions,
  readQueueOptions,
  takesQueue,
  type WrittenQueueOptions,
} from './queue-options.js';

/** The options of an ingest that runs until it is stopped, as they are written. */
export interface WrittenLiveOptions extends WrittenQueueOptions, WrittenListenOptions {
  readonly follow?: boolean;
  readonly giveUpAfter?: string;
  readonly metrics?: string;
}

/** How an ingest that runs until it is stopped takes what arrives. */
export interface LiveOptions {
  /** Follows the paths. */
  readonly follows: boolean;
  /** Takes a queue; null: none. */
  readonly queue: QueueOptions | null;
  /** Receives events over HTTP; null: it does not. */
  readonly listening: ListenOptions | null;
  /** For how long a store or a broker that cannot be reached is tried, in milliseconds. */
  readonly giveUpAfter: number;
  /** Where metrics are served; null: nowhere. */
  readonly metrics: Address | null;
  /** How many threads read reports at most. */
  readonly jobs: number;
  /** How the rows of what is followed are read, as far as it is said; the config says the rest. */
  readonly rows: Partial<RowSettings>;
  /** Younger files, in milliseconds, may still be in the making; undefined: as the config says. */
  readonly settle: number | undefined;
  /** The largest report, in bytes unpacked. */
  readonly maxReportBytes: number;
}

const GIVE_UP_AFTER = 120_000;

/** Whether an ingest is to run until it is stopped. */
export function isLive(options: WrittenLiveOptions): boolean {
  return options.follow === true || takesQueue(options) || takesListening(options);
}

/** Refuses what tells of an ingest that runs where none is to run. */
export function refuseLiveOptions({ metrics }: WrittenLiveOptions): void {
  if (metrics === undefined) return;
  throw new UserError(
    '--metrics tells of an ingest that runs until it is stopped. Add --follow, --amqp or --listen, or leave it out.',
  );
}

/** Reads the options. Throws a UserError for what cannot be. */
export function readLiveOptions(
  written: WrittenLiveOptions,
  more: Pick<LiveOptions, 'jobs' | 'settle' | 'rows' | 'maxReportBytes'>,
  context: Pick<CommandContext, 'env' | 'cwd'>,
): LiveOptions {
  const { follow = false, giveUpAfter, metrics } = written;
  return {
    ...more,
    follows: follow,
    queue: takesQueue(written) ? readQueueOptions(written, context) : null,
    listening: readListenOptions(written, context.cwd),
    giveUpAfter: giveUpAfter === undefined ? GIVE_UP_AFTER : readGiveUpAfter(giveUpAfter),
    metrics: metrics === undefined ? null : readAddress('--metrics', metrics),
  };
}

function readGiveUpAfter(text: string): number {
  const read = text === '0' ? 0 : parseDuration(text);
  if (read !== null) return read;
  throw new UserError(`--give-up-after ${text} is no length of time. Write it as 120s or 5m.`);
}
