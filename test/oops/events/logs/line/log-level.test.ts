import { describe, expect, it } from 'vitest';
import {
  PINO_NUMBERS,
  readLogLevel,
  SYSLOG_NUMBERS,
} from '../../../../../src/oops/events/logs/line/log-level.js';
import type { DocumentValue } from '../../../../../src/oops/formats/document-value.js';

describe('readLogLevel', () => {
  it.each<[DocumentValue, string, string]>([
    ['error', 'error', 'error'],
    ['ERROR', 'error', 'error'],
    ['Error', 'error', 'error'],
    [' err ', 'error', 'error'],
    ['ERROR+2', 'error', 'error'],
    ['CRITICAL', 'critical', 'error'],
    ['crit', 'critical', 'error'],
    ['alert', 'alert', 'error'],
    ['EMERGENCY', 'emergency', 'error'],
    ['Fatal', 'fatal', 'error'],
    ['dpanic', 'panic', 'error'],
    ['SEVERE', 'severe', 'error'],
    ['WARN', 'warning', 'warning'],
    ['Warning', 'warning', 'warning'],
    ['WARN-1', 'warning', 'warning'],
    ['Information', 'info', 'harmless'],
    ['NOTICE', 'notice', 'harmless'],
    ['verbose', 'trace', 'harmless'],
    ['audit', 'audit', 'unknown'],
    [60, 'fatal', 'error'],
    [55, 'error', 'error'],
    ['50', 'error', 'error'],
    [40, 'warning', 'warning'],
    [10, 'trace', 'harmless'],
    [3, '3', 'unknown'],
  ])('reads %j as %s, which is of the kind %s', (value, name, gravity) => {
    expect(readLogLevel(value, PINO_NUMBERS)).toEqual({ name, gravity });
  });

  it.each<[DocumentValue, string]>([
    [0, 'emergency'],
    ['2', 'critical'],
    [3, 'error'],
    ['4', 'warning'],
    [6, 'info'],
    [9, 'debug'],
  ])("reads %j as syslog's %s", (value, name) => {
    expect(readLogLevel(value, SYSLOG_NUMBERS)?.name).toBe(name);
  });

  it.each<[DocumentValue]>([['DEFAULT'], [''], [null], [true], [{ name: 'error' }], [['error']]])(
    'reads no level in %j',
    (value) => {
      expect(readLogLevel(value, PINO_NUMBERS)).toBeNull();
    },
  );
});
