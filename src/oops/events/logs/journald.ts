import { decodeUtf8 } from '../../../text/well-formed-text.js';
import { type DocumentObject, type DocumentValue, isList } from '../../formats/document-value.js';
import type { EventFormat, EventReading, EventSettings } from '../event-format.js';
import { ECS } from './ecs.js';
import { JSON_LOG } from './json-log.js';
import type { LineDialect } from './line/line-dialect.js';
import { readLogLevel, SYSLOG_NUMBERS } from './line/log-level.js';
import { openLine } from './line/log-line.js';
import { readLogTime } from './line/log-time.js';
import { NO_SURROUNDINGS, type Surroundings } from './line/surroundings.js';
import type { LineFormat } from './line-format.js';
import { type LineMap, mapKeys } from './line-map.js';
import { parseLine } from './parse-line.js';
import { PINO } from './pino.js';
import { readLine } from './read-line.js';
import { STRUCTLOG } from './structlog.js';

/** The priority of what a service prints. */
const USUAL_LEVEL = 'info';

/**
 * Entries of the journal, as `journalctl -o json` exports them. An entry whose message is a JSON object, of a service that
 * logs to its standard output, is read as that line; the unit is its reporter where it names none. A traceback that was
 * written line by line is torn into as many entries, of which only those count that have their own priority.
 * Source: systemd.journal-fields(7), systemd.io/JOURNAL_EXPORT_FORMATS; `EXCEPTION_TEXT` and `LOGGER` of python-systemd.
 */
export const JOURNALD: EventFormat = {
  name: 'journald',
  recognises: (document) =>
    document.__REALTIME_TIMESTAMP !== undefined ||
    (document.__CURSOR !== undefined && document.MESSAGE !== undefined),
  read: (document, settings) => [readEntry(withText(document), settings)],
};

/** Keys of the journal are its own: those of other writers mean nothing here. */
const PATHS: Partial<LineMap> = {
  time: ['__REALTIME_TIMESTAMP'],
  level: ['PRIORITY'],
  message: ['MESSAGE'],
  logger: ['LOGGER'],
  exception: ['EXCEPTION_TEXT'],
  reporter: ['CONTAINER_NAME', '_SYSTEMD_USER_UNIT', '_SYSTEMD_UNIT', 'SYSLOG_IDENTIFIER', '_COMM'],
  hostname: ['_HOSTNAME'],
};

const DIALECT: LineDialect = {
  map: mapKeys((key) => PATHS[key] ?? []),
  numbers: SYSLOG_NUMBERS,
  usualLevel: USUAL_LEVEL,
};

/** What a service may log as JSON, in the order in which they are asked. */
const WITHIN: readonly LineFormat[] = [ECS, PINO, STRUCTLOG, JSON_LOG];

function readEntry(entry: DocumentObject, settings: EventSettings): EventReading {
  const around = surroundingsOf(entry);
  const content = typeof entry.MESSAGE === 'string' ? parseLine(entry.MESSAGE) : null;
  if (content === null)
    return readLine(entry, DIALECT, settings, { ...NO_SURROUNDINGS, content: around.content });
  const format = WITHIN.find(({ recognises }) => recognises(content)) ?? JSON_LOG;
  return format.readWithin(content, settings, around);
}

/** What an entry says of the line in it. The usual level is given to all that a service prints, and says nothing. */
function surroundingsOf(entry: DocumentObject): Surroundings {
  const line = openLine(entry);
  const level = line.take(DIALECT.map.level, (value) => readLogLevel(value, SYSLOG_NUMBERS))?.name;
  return {
    time: line.take(DIALECT.map.time, readLogTime),
    level: level === undefined || level === USUAL_LEVEL ? null : level,
    reporter: line.text(DIALECT.map.reporter),
    hostname: line.text(DIALECT.map.hostname),
    content: line.text(['__CURSOR']),
  };
}

/** The entry with its message as text: it is a list of bytes where it is no UTF-8 or has controls, or of several messages. */
function withText(entry: DocumentObject): DocumentObject {
  const message = messageText(entry.MESSAGE);
  return message === null ? entry : { ...entry, MESSAGE: message };
}

function messageText(value: DocumentValue): string | null {
  if (!isList(value)) return null;
  if (value.every(isByte)) return decodeUtf8(Uint8Array.from(value));
  return value
    .map((message) => (typeof message === 'string' ? message : (messageText(message) ?? '')))
    .join('\n');
}

function isByte(value: DocumentValue): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 255;
}
