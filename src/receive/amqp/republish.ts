import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { IngestProgress } from '../../ingest/ingest-folders.js';
import { createPause } from '../../ingest/pause.js';
import { timeOfOops } from '../../ingest/read-oops.js';
import { type DecodeLimits, parseReport, unpackReport } from '../../oops/formats/decode-report.js';
import { formatOf, REPORT_FORMATS } from '../../oops/formats/formats.js';
import { ReportError } from '../../oops/formats/report-error.js';
import { writeBsonReport } from '../../oops/formats/write-bson-report.js';
import { type FoundFolder, findReports } from '../../sources/find-reports.js';
import { createReportFileReader, explainFileError } from '../../sources/read-report-file.js';
import { UserError } from '../../user-error.js';
import { type Broker, nameOnBroker } from './broker.js';
import { connectBroker, waitForGoodbye } from './connect-broker.js';
import { explainBrokerError } from './explain-broker-error.js';
import { createPublisher, type Publisher } from './publish.js';

export interface RepublishOptions {
  readonly broker: Broker;
  /** The empty one takes the routing key for the name of a queue. */
  readonly exchange: string;
  readonly routingKey: string;
  /** Whether a file is removed once the broker has taken its report. */
  readonly removes: boolean;
  readonly limits: DecodeLimits;
  /** Aborted when it is to stop: what was sent by then is sent, and the reason is thrown. */
  readonly signal: AbortSignal;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** Told of what is no report, with why. */
  readonly onSkip: (path: string, reason: string) => void;
  readonly onProgress: (progress: IngestProgress) => void;
}

/**
 * Sends the reports of repositories and single files into an exchange, as oops-amqp does. Returns how many the broker has
 * taken into a queue.
 *
 * @param paths absolute paths
 * @throws UserError when the broker cannot be reached, or does not take one: those that it took are sent
 */
export async function republish(paths: readonly string[], options: RepublishOptions): Promise<number> {
  const { broker, exchange, routingKey, signal, sleep } = options;
  const explain = (error: unknown) => explainBrokerError(error, { broker, name: exchange });
  const life = new AbortController();
  const connection = await connectBroker(broker, life.signal).catch((error) =>
    Promise.reject(explain(error)),
  );
  // Its channel says so as well.
  connection.on('error', () => {});
  try {
    const channel = await connection.createConfirmChannel();
    channel.on('error', () => {});
    if (exchange !== '')
      await channel.checkExchange(exchange).catch((error) => Promise.reject(explain(error)));
    const name = nameOnBroker(broker, exchange === '' ? routingKey : exchange);
    return await sendAll(paths, createPublisher(channel, { name, exchange, routingKey }, signal), options);
  } finally {
    await waitForGoodbye(connection.close(), sleep);
    life.abort();
  }
}

async function sendAll(
  paths: readonly string[],
  publisher: Publisher,
  { removes, limits, signal, onSkip, onProgress }: RepublishOptions,
): Promise<number> {
  const readBody = createBodyReader(limits);
  const pause = createPause(signal);
  const progress = { done: 0, found: 0 };
  let taken = 0;
  try {
    for await (const folder of findReports(paths)) {
      progress.found += folder.reports.length;
      for (const [name, reason] of unread(folder)) onSkip(join(folder.path, name), reason);
      for (const name of folder.reports) {
        await pause();
        const path = join(folder.path, name);
        const body = readBody(folder, name);
        if (typeof body === 'string') onSkip(path, body);
        else if (body) {
          await publisher.send(body, () => {
            taken++;
            if (removes) removeFile(path);
          });
        }
        progress.done++;
        onProgress({ folder: folder.path, ...progress });
      }
    }
  } finally {
    await publisher.settle();
  }
  return taken;
}

/** What lies in a folder and cannot be read as a report, with why; a folder that cannot be listed itself. */
function* unread({ unreadable, exports, fault }: FoundFolder): Generator<[name: string, reason: string]> {
  yield* unreadable;
  for (const name of exports) yield [name, 'is an export or a log, not a report'];
  if (fault !== null) yield ['', fault];
}

/**
 * Makes what reads the body of a message from a file: a report as it is in BSON, another one written as such. Gives a text
 * that says why where it is no report, and null where it is gone.
 */
function createBodyReader(
  limits: DecodeLimits,
): (folder: FoundFolder, name: string) => Buffer | string | null {
  const readFile = createReportFileReader(limits.unpackedBytes);
  return ({ path, date }, name) => {
    const file = readFile(join(path, name));
    if (file.kind !== 'read') return file.kind === 'gone' ? null : file.reason;
    try {
      const unpacked = unpackReport(file.bytes, limits);
      const report = parseReport(unpacked);
      // What was read serves for the next file too: it is copied.
      if (formatOf(unpacked) === REPORT_FORMATS.bson) return Buffer.from(unpacked);
      // The folder and the name that may have told its time stay behind.
      return Buffer.from(
        writeBsonReport({ ...report, time: timeOfOops(report.time, date, name)?.time ?? null }),
      );
    } catch (error) {
      if (error instanceof ReportError) return error.message;
      throw error;
    }
  };
}

function removeFile(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch (error) {
    throw new UserError(`${path}: was sent, and cannot be removed (${explainFileError(error)}). Remove it.`);
  }
}
