import { expect, it } from 'vitest';
import { createPathMatcher } from '../../src/config/path-pattern.js';

it.each([
  ['api-*.log', '/var/log/api-1.log', true],
  ['api-?.log', '/var/log/api-12.log', false],
  ['api-*.log', '/var/log/api-1.log/other', false],
  ['api-*.log', '/api-1/x.log', false],
  ['log/*.log', '/var/log/a.log', true],
  ['log/*.log', '/var/logs/a.log', false],
  ['log/*.log', '/log/inner/a.log', false],
  ['/var/*.log', '/var/log/a.log', true],
  ['/log/*.log', '/var/log/a.log', false],
  ['eu/', '/srv/eu', true],
  ['/', '/', true],
  ['-', '-', true],
  ['*', '-', true],
])('%s matches %s: %s', (files, path, expected) => {
  expect(createPathMatcher(files)(path)).toBe(expected);
});
