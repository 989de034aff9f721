import { expect, it } from 'vitest';
import type { Config } from '../../src/config/config.js';
import { DEFAULT_CONFIG } from '../../src/config/defaults.js';
import { settingsOf } from '../../src/store/derivation-settings.js';

const CONFIG: Config = {
  ...DEFAULT_CONFIG,
  systems: [{ name: 'web', reporters: ['lpnet*'], during: 'fails', expectedFailures: null }],
  groups: [{ name: 'all', systems: ['WEB'], summary: 'codehosting', recipients: [], active: true }],
  localReferrers: ['example.org'],
};

it('describes a reporter by its system, and the kind of the group that has the system', () => {
  const { describeReporter } = settingsOf(CONFIG);
  expect(describeReporter('LPNET1')).toEqual({ system: 'web', kind: 'codehosting' });
  expect(describeReporter('CRON')).toEqual({ system: 'CRON', kind: 'webapp' });
});

it('passes on the rules and the hosts of the config', () => {
  expect(settingsOf(CONFIG)).toMatchObject({ localReferrers: ['example.org'], rules: CONFIG.rules });
});

it('says of two systems that claim one reporter that they do', () => {
  const rival = { name: 'app', reporters: ['lpnet?'], during: 'fails', expectedFailures: null } as const;
  const [web] = CONFIG.systems;
  const { describeReporter } = settingsOf({ ...CONFIG, systems: web ? [web, rival] : [] });
  expect(() => describeReporter('LPNETX')).not.toThrow();
  const equal = { ...rival, reporters: ['LPNET*'] };
  const both = settingsOf({ ...CONFIG, systems: web ? [web, equal] : [] });
  expect(() => both.describeReporter('LPNET1')).toThrow('Reporter LPNET1 is claimed by system');
});
