import { expect, it } from 'vitest';
import { createRowSettings } from '../../src/config/row-settings.js';

const settingsOf = createRowSettings({
  inputs: [
    { files: 'api-1.log', deliveryLag: null, rows: { format: 'pino' } },
    { files: 'api-*.log', deliveryLag: 5, rows: { format: 'json', columns: { time: 'ts' } } },
    { files: '*.log', deliveryLag: null, rows: { errorLevels: ['fatal'] } },
    { files: 'quiet.log', deliveryLag: 5, rows: {} },
  ],
  projects: { 42: 'shop' },
});

it.each([
  ['/l/api-1.log', { format: 'pino', columns: { time: 'ts' }, errorLevels: ['fatal'] }],
  ['/l/api-2.log', { format: 'json', columns: { time: 'ts' }, errorLevels: ['fatal'] }],
  ['/l/quiet.log', { errorLevels: ['fatal'] }],
  ['/l/x.ndjson', {}],
])('reads the rows of %s by the first of inputs that says each: %j', (path, rows) => {
  expect(settingsOf(path)).toEqual({ ...rows, projects: { 42: 'shop' } });
});
