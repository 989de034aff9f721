import { expect, it } from 'vitest';
import { seriesOf } from '../../src/outages/series.js';

it.each([
  ['standup@example.com-20261124T100000Z', 'standup@example.com'],
  ['standup@example.com', 'standup@example.com'],
  ['fdt-2011-09-08', 'fdt-2011-09-08'],
  ['a-20261124T100000Z-20261125T100000Z', 'a-20261124T100000Z'],
])('%s is of the series %s', (outage, series) => {
  expect(seriesOf({ outage })).toBe(series);
});
