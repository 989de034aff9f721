import { describe, expect, it } from 'vitest';
import { createTries, WRONG_TRIES } from '../../../src/web/session/tries.js';

const QUARTER = 15 * 60_000;

function makeTries() {
  const clock = { now: 1_000_000 };
  const tries = createTries(() => clock.now);
  const fail = (client: string, times: number) => {
    for (let time = 0; time < times; time++) tries.failed(client);
  };
  return { clock, tries, fail };
}

describe('wrong tokens', () => {
  it('have their client wait after ten, until a quarter of an hour after the first', () => {
    const { clock, tries, fail } = makeTries();
    fail('a', WRONG_TRIES.ofOne - 1);
    expect(tries.waitOf('a')).toBe(0);
    clock.now += 60_000;
    fail('a', 1);
    expect(tries.waitOf('a')).toBe(QUARTER - 60_000);
    expect(tries.waitOf('b')).toBe(0);
    clock.now += QUARTER - 60_000;
    expect(tries.waitOf('a')).toBe(0);
    fail('a', 1);
    expect(tries.waitOf('a')).toBe(0);
  });

  it('have everybody wait after two hundred of any clients', () => {
    const { clock, tries, fail } = makeTries();
    for (let client = 0; client < WRONG_TRIES.ofAll; client++) fail(`c${client}`, 1);
    expect(tries.waitOf('new')).toBe(QUARTER);
    clock.now += QUARTER;
    expect(tries.waitOf('new')).toBe(0);
    fail('new', 1);
    expect(tries.waitOf('other')).toBe(0);
  });
});
