import { describe, expect, it } from 'vitest';
import { createWindowScopes, duringInterval, windowReach } from '../../src/analysis/window-scope.js';
import { END, HOUR, SETTINGS, START, windowOf } from '../support/build-evidence.js';

describe('createWindowScopes', () => {
  it('gives the windows of a system by start, and says which name it', () => {
    const later = windowOf({ start: END, end: END + HOUR, systems: ['Web', 'mail'] });
    const all = windowOf();
    const scopes = createWindowScopes([later, all]);
    expect(scopes.holding('WEB')).toEqual([
      { window: all, named: false },
      { window: later, named: true },
    ]);
    expect(scopes.holding('other')).toEqual([{ window: all, named: false }]);
  });

  it('gives the same list whenever it is asked, and to all systems that no window names', () => {
    const scopes = createWindowScopes([windowOf({ systems: ['*', 'web'] })]);
    expect(scopes.holding('web')).toBe(scopes.holding('Web'));
    expect(scopes.holding('mail')).toBe(scopes.holding('blog'));
    expect(scopes.holding('mail')).not.toBe(scopes.holding('web'));
  });

  it('leaves out of * what the same outage shuts down, and no other outage', () => {
    const stop = windowOf({ phase: 'shutdown', systems: ['WEB'] });
    const [own, other] = [windowOf(), windowOf({ outage: 'other' })];
    expect(createWindowScopes([stop, own, other]).holding('web')).toEqual([
      { window: stop, named: true },
      { window: other, named: false },
    ]);
  });
});

describe('a window', () => {
  const { attribution } = SETTINGS;

  it('is during with its tolerance, and reaches over its grace', () => {
    expect(duringInterval(windowOf(), attribution)).toEqual({ start: START - 1000, end: END + 1000 });
    expect(windowReach(windowOf(), attribution)).toEqual({ start: START - 1000, end: END + 61_000 });
  });

  it('reaches to its cap and not a moment further while it is open', () => {
    const reach = { start: START - 1000, end: START + 4 * HOUR };
    expect(duringInterval(windowOf({ end: null }), attribution)).toEqual(reach);
    expect(windowReach(windowOf({ end: null }), attribution)).toEqual(reach);
  });
});
