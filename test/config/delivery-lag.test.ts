import { expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../src/config/defaults.js';
import { createDeliveryLag } from '../../src/config/delivery-lag.js';

it.each([
  ['api-*.log', '/var/log/api-1.log', 7],
  ['api-*.log', '/var/log/api-1.log/other', 60_000],
  ['eu', '/srv/oopses/eu', 7],
  ['eu/', '/srv/oopses/eu', 7],
  ['oopses/*', '/srv/oopses/eu', 7],
  ['oopses/*', '/srv/other/eu', 60_000],
  ['/srv/*', '/srv/oopses/eu', 7],
  ['/srv', '/srv/oopses', 60_000],
  ['/', '/', 7],
])('the lag of %s is that of %s: %d ms', (files, path, lag) => {
  const inputs = [
    { files, deliveryLag: null },
    { files, deliveryLag: 7 },
    { files: '*', deliveryLag: null },
  ];
  expect(createDeliveryLag({ ...DEFAULT_CONFIG, inputs })(path)).toBe(lag);
});
