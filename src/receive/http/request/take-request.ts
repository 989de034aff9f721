import type { IncomingMessage } from 'node:http';
import type { DocumentSettings } from '../../../oops/events/document-settings.js';
import type { EventSpool } from '../../spool/event-spool.js';
import { type Arrival, arrivalOfEnvelope, arrivalOfEvent, arrivalOfLogs } from '../arrival.js';
import { givenKeys, type KeyCheck, parseDsn } from '../keys.js';
import { ABOUT, type Route, routeOf } from '../routes.js';
import { reporterOfProject, reportersOf } from '../turned-away.js';
import { type Answer, PREFLIGHT } from './answer.js';
import { type BodyLimits, NoRoom, withBody } from './read-body.js';
import { Refusal } from './refusal.js';
import { splitEnvelope } from './split-envelope.js';

/** What requests are taken with. */
export interface Taking {
  readonly spool: EventSpool;
  readonly limits: BodyLimits;
  /** By what the config says now. */
  readonly keys: () => KeyCheck;
  readonly settings: () => DocumentSettings;
  readonly now: () => number;
  /** The address of the receiver, of which DSNs are made. */
  readonly host: () => string;
  /** Told what lasts in the spool: so many events, and so many beside them that are no errors. */
  readonly onAccepted: (events: number, notErrors: number) => void;
  /** Told whose events were turned away, and why, where the spool could not be written. */
  readonly onTurnedAway: (reporters: readonly string[], error: unknown) => void;
}

/** A project, or null: OpenTelemetry knows none. */
type PostRoute = Extract<Route, { kind: 'envelope' | 'store' | 'logs' }>;

/** Seconds until a client may try again that was turned away. */
const RETRY_AFTER = 10;

const FULL = new Refusal(429, 'The receiver has no room now. Try again later.', {
  'Retry-After': String(RETRY_AFTER),
});

/** Takes one request: it is spooled before it is answered, and read only then. Null: who asked is gone. Throws a Refusal. */
export async function takeRequest(request: IncomingMessage, taking: Taking): Promise<Answer | null> {
  const { pathname, searchParams } = parseAddress(request.url ?? '/');
  const route = routeOf(request.method ?? 'GET', pathname);
  if (route.kind === 'preflight') return PREFLIGHT;
  if (route.kind === 'about') return { status: 200, body: ABOUT };
  refuseProtobuf(route, request);
  const project = route.kind === 'logs' ? null : route.project;
  const given = givenKeys(request.headers, searchParams);
  // Of an envelope the DSN in its header can have the key.
  if (given.length > 0 || route.kind !== 'envelope') taking.keys().check(given, project);
  try {
    return await withBody(request, taking.limits, async (body) => {
      const arrival = readArrival(body, route, given, taking);
      await keep(arrival, project, taking);
      return answerTo(route, arrival);
    });
  } catch (error) {
    if (error instanceof NoRoom) {
      taking.onTurnedAway([reporterOfProject(project ?? '', taking.settings())], null);
      throw FULL;
    }
    if (isGone(error)) return null;
    throw error;
  }
}

function parseAddress(address: string): URL {
  const base = 'http://receiver';
  const path = `/${address.replace(/^\/+/, '')}`;
  if (!URL.canParse(path, base)) throw new Refusal(404, `There is nothing here. ${ABOUT}`);
  return new URL(path, base);
}

function refuseProtobuf({ kind }: PostRoute, { headers }: IncomingMessage): void {
  if (kind !== 'logs' || !/protobuf|grpc/i.test(headers['content-type'] ?? '')) return;
  throw new Refusal(
    415,
    'Protobuf is not read here. Have it sent as JSON: OTEL_EXPORTER_OTLP_PROTOCOL=http/json, or encoding: json of the collector.',
  );
}

function readArrival(body: Buffer, route: PostRoute, given: readonly string[], taking: Taking): Arrival {
  if (route.kind === 'logs') return arrivalOfLogs(body);
  const { project } = route;
  const split = route.kind === 'envelope' ? splitEnvelope(body) : null;
  const dsn = parseDsn(split?.header?.dsn);
  if (dsn !== null && dsn.project !== project)
    throw new Refusal(
      403,
      `The DSN in the envelope is of another project than the address, which is of ${project}.`,
    );
  const key = taking.keys().check(dsn === null || dsn.key === '' ? given : [...given, dsn.key], project);
  const arriving = {
    dsn: `http://${key === null ? '' : `${encodeURIComponent(key)}@`}${taking.host()}/${project}`,
    receivedAt: taking.now(),
  };
  return split ? arrivalOfEnvelope(body, split, arriving) : arrivalOfEvent(body, arriving);
}

/** Spools what came in, or counts it as turned away. */
async function keep(arrival: Arrival, project: string | null, taking: Taking): Promise<void> {
  const { entry, notErrors, documents } = arrival;
  try {
    if (entry) await taking.spool.append(entry);
  } catch (error) {
    const settings = taking.settings();
    const known = entry?.isAlone === true && documents().length === 0;
    taking.onTurnedAway(
      known ? [reporterOfProject(project ?? '', settings)] : reportersOf(documents(), settings),
      error,
    );
    throw FULL;
  }
  taking.onAccepted(entry?.events ?? 0, notErrors);
}

function answerTo({ kind }: PostRoute, { id }: Arrival): Answer {
  return { status: 200, body: kind === 'logs' || id === null ? {} : { id } };
}

/** Whether the client went away before it had sent all. */
function isGone(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE';
}
