import type { DocumentObject } from '../../formats/document-value.js';
import { ReportError } from '../../formats/report-error.js';
import { NO_EVENT, type OopsReport } from '../../oops.js';
import type { EventReading, EventSettings } from '../event-format.js';
import { extraFor } from '../extra.js';
import { type DeclaredMap, declareColumns } from './declared-columns.js';
import { isErrorLine } from './failure/error-line.js';
import { takeException } from './failure/line-exception.js';
import { takeFailure } from './failure/line-failure.js';
import type { LoggedException } from './failure/logged-exception.js';
import type { LineDialect } from './line/line-dialect.js';
import { takeId } from './line/line-id.js';
import { takeIdentity } from './line/line-identity.js';
import { takeRequest } from './line/line-request.js';
import { readDeclaredDuration, takeDuration } from './line/log-duration.js';
import { levelNamed, readLogLevel } from './line/log-level.js';
import { type LogLine, openLine } from './line/log-line.js';
import { readLogTime } from './line/log-time.js';
import { noTime } from './line/no-time.js';
import type { Surroundings } from './line/surroundings.js';

/** Reads a line of a log: a report where it tells of an error. Never throws. */
export function readLine(
  document: DocumentObject,
  dialect: LineDialect,
  settings: EventSettings,
  around: Surroundings,
): EventReading {
  try {
    return readKnownLine(document, dialect, settings, around);
  } catch (error) {
    if (error instanceof ReportError) return { kind: 'refused', reason: error.message };
    throw error;
  }
}

/** The maps of each dialect with the columns of each set of settings. */
const declaredMaps = new WeakMap<LineDialect, WeakMap<EventSettings, DeclaredMap>>();

function declaredFor(dialect: LineDialect, settings: EventSettings): DeclaredMap {
  const ofDialect = declaredMaps.get(dialect) ?? new WeakMap<EventSettings, DeclaredMap>();
  const known = ofDialect.get(settings);
  if (known) return known;
  const declared = declareColumns(dialect.map, settings.columns);
  declaredMaps.set(dialect, ofDialect.set(settings, declared));
  return declared;
}

function readKnownLine(
  document: DocumentObject,
  dialect: LineDialect,
  settings: EventSettings,
  around: Surroundings,
): EventReading {
  const line = openLine(document);
  const declared = declaredFor(dialect, settings);
  const usual = around.level ?? dialect.usualLevel;
  const level =
    line.take(declared.map.level, (value) => readLogLevel(value, dialect.numbers)) ??
    (usual === null ? null : levelNamed(usual));
  let exception: LoggedException | null | undefined;
  const findException = () => (exception ??= takeException(line, declared));
  const isError = isErrorLine(level, findException, settings);
  if (!isError && level !== null) return { kind: 'no-error' };
  const time = line.take(declared.map.time, readLogTime) ?? around.time;
  if (time === null) return { kind: 'refused', reason: noTime(document, declared.map.time) };
  if (!isError) return { kind: 'no-error' };
  const readExtra = () => extraFor(settings, document, line.rest);
  return reportOf(line, declared, { time, exception: findException(), around, readExtra });
}

/** What is known of a line before its report is made. */
interface ErrorLine {
  readonly time: number;
  readonly exception: LoggedException | null;
  readonly around: Surroundings;
  /** Reads what nothing else was taken for. */
  readonly readExtra: () => OopsReport['extra'];
}

function reportOf(
  line: LogLine,
  declared: DeclaredMap,
  { time, exception, around, readExtra }: ErrorLine,
): EventReading {
  const { map } = declared;
  const identity = takeIdentity(line, map, around);
  const { id, content } = takeId(line, map.id, identity.reporter, around.content);
  const request = takeRequest(line, map);
  const report: OopsReport = {
    ...NO_EVENT,
    id,
    time,
    ...identity,
    ...request,
    ...takeFailure(line, declared, exception),
    durationSeconds: line.take(declared.durationSeconds, readDeclaredDuration) ?? takeDuration(line),
    timeline: [],
    branchNick: line.text(declared.branchNick),
    revno: line.text(map.revno),
    informational: false,
    lastOops: null,
    isEvent: true,
    extra: readExtra(),
  };
  return { kind: 'report', report, content };
}
