import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { OutageWindow } from '../../../src/outages/window.js';
import {
  readWindowLog,
  recogniseWindowLog,
  WINDOW_LOG_FORMATS,
  WINDOW_LOG_NAMES,
  WINDOW_LOG_PRINTERS,
  type WindowLogName,
  windowLogFormat,
} from '../../../src/outages/window-log/window-log.js';
import { OPTIONS, sample } from './sources.js';

const window: OutageWindow = {
  outage: 'fdt-1',
  phase: 'downtime',
  systems: ['*'],
  start: Date.parse('2011-09-08T08:53:05Z'),
  end: Date.parse('2011-09-08T08:55:17Z'),
  title: null,
  budgetSeconds: null,
  source: 'log',
};

/** A log in every form: a form that is added has its sample here, says the compiler. */
const SAMPLES: Readonly<Record<WindowLogName, Uint8Array>> = {
  csv: Buffer.from(WINDOW_LOG_FORMATS.csv.print?.([window]) ?? ''),
  silences: Buffer.from(sample('amtool-0.25-expired.json')),
  statuspage: Buffer.from(sample('statuspage-maintenances.json')),
  pagerduty: Buffer.from(sample('pagerduty-maintenance-windows.json')),
  json: Buffer.from(WINDOW_LOG_FORMATS.json.print?.([window]) ?? ''),
  ics: Buffer.from(WINDOW_LOG_FORMATS.ics.print?.([window]) ?? ''),
  'deploy-log': readFileSync(
    new URL('../../fixtures/deployment-logs/2019-04-26-dbcontroller-success.log', import.meta.url),
  ),
};

const options = { ...OPTIONS, file: 'log' };

describe.each(WINDOW_LOG_NAMES)('the form %s of a window log', (name) => {
  it('is recognised among all', () => {
    expect(recogniseWindowLog(SAMPLES[name])).toBe(name);
  });

  it('is read', () => {
    const { windows, refused, runs } = readWindowLog(SAMPLES[name], name, options);
    expect([windows.length > 0, refused.length, runs.length > 0]).toEqual([true, 0, name === 'deploy-log']);
  });

  it('is called by names of its own', () => {
    const { name: own, files } = windowLogFormat(name);
    const others = WINDOW_LOG_NAMES.filter((other) => other !== name).map(windowLogFormat);
    expect(others.some((other) => other.name === own || other.files === files)).toBe(false);
  });
});

it.each(Object.entries(WINDOW_LOG_PRINTERS))('writes %s, which is read back', (name, print) => {
  const { windows } = readWindowLog(Buffer.from(print([window])), name as WindowLogName, options);
  expect(windows.map((read) => read.window)).toEqual([window]);
});

it.each<[string, WindowLogName]>([
  ['["a", "phase", "outage", "b"]', 'json'],
  ['{"a": 1, "phase", "outage"', 'json'],
  ['[]\n', 'json'],
  ['{"maintenances": []}', 'json'],
  ['[{"title": "\\"matchers\\": \\"startsAt\\": \\"incident_updates\\":"}]', 'json'],
  [sample('alertmanager-0.25-silences.json').slice(0, 1000), 'silences'],
  [sample('statuspage-incidents.json'), 'statuspage'],
  ['{"page": {"id": "p"}, "incidents": []}', 'statuspage'],
  ['{"page": {"id": "p"}, "scheduled_maintenances": []}', 'statuspage'],
  ['{"maintenance_windows": [], "limit": 25}', 'pagerduty'],
])('recognises %j by its keys', (text, name) => {
  expect(recogniseWindowLog(Buffer.from(text))).toBe(name);
});

it.each(['silences', 'statuspage', 'pagerduty', 'json'] as const)(
  'reads %s in UTF-16, as PowerShell redirects it',
  (name) => {
    const bytes = Buffer.from(`\ufeff${Buffer.from(SAMPLES[name]).toString()}`, 'utf16le');
    expect(recogniseWindowLog(bytes)).toBe(name);
    expect(readWindowLog(bytes, name, options)).toEqual(readWindowLog(SAMPLES[name], name, options));
  },
);
