import type { DocumentSettings } from '../../oops/events/document-settings.js';
import { createDocumentReader, type ReadableDocument } from '../../oops/events/read-document.js';
import { reporterOf } from '../../oops/events/sentry/reporter.js';
import { UNKNOWN_REPORTER } from '../../oops/formats/report-from-document.js';
import type { Discard } from '../../store/records.js';
import { formatInstant } from '../../time/instant.js';
import { millisecondsInMinute } from '../../time/lengths.js';

/** Why events are thrown away that the receiver turned away. */
const REASON = 'receiver_full';
/** Reporters, each of a minute, that are told apart until they are in the store. */
const MOST_TOLD = 10_000;

/** What the receiver turned away, by minute and reporter, until it is in the store. */
export interface TurnedAway {
  /** Counts an event of each reporter. */
  count(reporters: readonly string[], at: number): void;
  /** Whether something was counted that is not in the store. */
  readonly isWaiting: boolean;
  /** Puts what waits into the store, a minute at a time: the whole of it, so that to do it twice changes nothing. */
  keep(put: (source: string, discards: readonly Discard[]) => Promise<void>): Promise<void>;
}

interface Minute {
  /** What says so in the store: no other minute of any receiver has the name. */
  readonly source: string;
  readonly counts: Map<string, number>;
}

/** @param source names this run of the receiver, as no other is named */
export function createTurnedAway(source: string): TurnedAway {
  const minutes = new Map<number, Minute>();
  const changed = new Set<number>();
  let told = 0;
  let begun = 0;
  let latest = 0;

  function countOne(reporter: string, own: number): void {
    const isFull = told >= MOST_TOLD;
    const start = isFull && !minutes.has(own) ? latest : own;
    const minute = minutes.get(start) ?? {
      source: `${source} ${formatInstant(start)} ${++begun}`,
      counts: new Map<string, number>(),
    };
    const name = isFull && !minute.counts.has(reporter) ? UNKNOWN_REPORTER : reporter;
    if (!minute.counts.has(name)) told++;
    minute.counts.set(name, (minute.counts.get(name) ?? 0) + 1);
    minutes.set(start, minute);
    changed.add(start);
    latest = start;
  }

  function forgetPast(): void {
    for (const [start, { counts }] of minutes) {
      if (start === latest || changed.has(start)) continue;
      minutes.delete(start);
      told -= counts.size;
    }
  }

  return {
    count(reporters, at) {
      for (const reporter of reporters) countOne(reporter, at - (at % millisecondsInMinute));
    },
    get isWaiting() {
      return changed.size > 0;
    },
    async keep(put) {
      for (const start of [...changed]) {
        const minute = minutes.get(start);
        if (!minute) continue;
        changed.delete(start);
        const discards = Array.from(minute.counts, ([reporter, count]) => {
          return { reporter, reason: REASON, minute: start, count };
        });
        try {
          await put(minute.source, discards);
        } catch (error) {
          changed.add(start);
          throw error;
        }
      }
      forgetPast();
    },
  };
}

/** Who reports what came in: of each event that is an error, its reporter. */
export function reportersOf(documents: readonly ReadableDocument[], settings: DocumentSettings): string[] {
  const read = createDocumentReader(settings);
  return documents.flatMap((document) =>
    read(document).flatMap((reading) =>
      reading.kind === 'report' ? [reading.report.reporter ?? UNKNOWN_REPORTER] : [],
    ),
  );
}

/** Who reports what comes for a project, where nothing more is known of it. */
export function reporterOfProject(project: string, settings: DocumentSettings): string {
  return reporterOf({ project }, settings) ?? UNKNOWN_REPORTER;
}
