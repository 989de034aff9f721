import { describe, expect, it } from 'vitest';
import {
  failingRequest,
  ordinaryOopses,
  outageFailures,
  PLAIN_SERVICE,
} from '../../../bench/truth/services.js';
import { createStream } from '../../../bench/truth/stream.js';
import { DEFAULT_CONFIG } from '../../../src/config/defaults.js';
import { matchFailureMode } from '../../../src/oops/classes/failure-mode.js';

const TEN_DAYS = { start: 0, end: 10 * 86_400_000 };
const SERVICE = { ...PLAIN_SERVICE, system: 'web', reporters: ['web-0', 'web-1'] };
const write = (given: Partial<typeof SERVICE>, name = 'writes') =>
  ordinaryOopses(createStream(name), { ...SERVICE, ...given }, TEN_DAYS);
const isOutageFailure = ({ type, value }: { type: string; value: string }) =>
  matchFailureMode(DEFAULT_CONFIG.expectedFailures, type, value) !== undefined;

describe('a service', () => {
  it.each([
    { what: 'one at a time', given: { perDay: 500 }, deviation: 71 },
    { what: 'in clumps', given: { perDay: 500, reloads: 6 }, deviation: 71 * Math.sqrt(11) },
  ])('writes as many OOPSes as asked for, $what', ({ given, deviation }) => {
    expect(Math.abs(write(given).length - 5000)).toBeLessThan(3 * deviation);
  });

  it('writes in the order of time, of all its reporters alike, and no outage failure', () => {
    const oopses = write({});
    expect(oopses.map(({ time }) => time)).toEqual(oopses.map(({ time }) => time).sort((a, b) => a - b));
    const first = oopses.filter(({ reporter }) => reporter === 'web-0').length;
    expect(Math.abs(first - oopses.length / 2)).toBeLessThan(3 * Math.sqrt(oopses.length / 4));
    expect(oopses.filter(isOutageFailure)).toEqual([]);
  });

  it('writes rare types, strays and bursts where they are asked for', () => {
    const rare = write({ rare: 0.02 }).filter(({ type }) => /^Rare\d+Error$/.test(type));
    expect(Math.abs(rare.length - 100)).toBeLessThan(30);
    const strays = write({ strays: { perDay: 4, tries: 8 } }).filter(isOutageFailure);
    expect(strays.length % 8).toBe(0);
    expect(Math.abs(strays.length / 8 - 40)).toBeLessThan(19);
    const bursts = write({ perDay: 0, bursts: { perDay: 4, size: 30 } });
    expect(Math.abs(bursts.length - 1200)).toBeLessThan(600);
  });

  it('fails in an outage as the program expects it', () => {
    const failures = outageFailures(createStream('fails'), SERVICE, { start: 0, end: 600_000 }, 20);
    expect(Math.abs(failures.length - 200)).toBeLessThan(43);
    expect(failures.filter((oops) => !isOutageFailure(oops))).toEqual([]);
  });

  it('tries a failing request again with the same URL, user and reporter', () => {
    const oopses = failingRequest(createStream('tries'), SERVICE, 1000, 8);
    expect(oopses).toHaveLength(8);
    expect(new Set(oopses.map(({ url, username, reporter }) => `${url} ${username} ${reporter}`)).size).toBe(
      1,
    );
  });
});
