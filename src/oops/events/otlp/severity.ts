import { type DocumentObject, numberOf } from '../../formats/document-value.js';
import { type LevelNumbers, type LogLevel, readLogLevel } from '../logs/line/log-level.js';
import { fieldOf } from './fields.js';

/** Source: opentelemetry.io/docs/specs/otel/logs/data-model, severity: the least number of each. 0 is none. */
const SEVERITY_NUMBERS: LevelNumbers = [
  [21, 'fatal'],
  [17, 'error'],
  [13, 'warning'],
  [9, 'info'],
  [5, 'debug'],
  [1, 'trace'],
];

/**
 * The level of a log record by its number and its text, of which one is often missing: the one that means an error, else
 * the number's. Null where it has neither.
 *
 * @example
 * severityOf({ severityNumber: 18 });     // { name: 'error', gravity: 'error' }
 * severityOf({ severityText: 'Warning' }); // { name: 'warning', gravity: 'warning' }
 */
export function severityOf(record: DocumentObject): LogLevel | null {
  const number = nameOrNumber(fieldOf(record, 'severityNumber'));
  const levels = [
    numberOf(number) === 0 ? null : readLogLevel(number, SEVERITY_NUMBERS),
    readLogLevel(fieldOf(record, 'severityText'), SEVERITY_NUMBERS),
  ].filter((level) => level !== null);
  return levels.find(({ gravity }) => gravity === 'error') ?? levels[0] ?? null;
}

/** Some writers name the number as the protocol's description does: `SEVERITY_NUMBER_ERROR2`. */
function nameOrNumber(value: ReturnType<typeof fieldOf>): ReturnType<typeof fieldOf> {
  const [, name] = typeof value === 'string' ? (/^SEVERITY_NUMBER_([A-Z]+)\d?$/.exec(value) ?? []) : [];
  if (name === 'UNSPECIFIED') return 0;
  return name ?? value;
}
