import { describe, expect, it } from 'vitest';
import { buildWatchState } from '../../../src/reports/watch/build-watch-state.js';
import { clockOf, END, watchScene } from '../../support/watch-scene.js';

const stateAt = async (clock: string) => {
  const { context, outage, now } = await watchScene(clock);
  return buildWatchState(context, outage, now);
};
const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

describe('how an outage stands while it is watched', () => {
  it('says until when the data is known, and what holds it back', async () => {
    const { freshness, watchedUntil } = await stateAt('09:01:12');
    expect({ freshness, watchedUntil }).toEqual({
      freshness: {
        until: clockOf('09:00:10'),
        readAt: clockOf('09:01:10'),
        heldBackBy: '/srv/oopses',
      },
      watchedUntil: null,
    });
  });

  it('counts, second by second, all that belongs to an open window as soon as it has settled', async () => {
    const { rates, report } = await stateAt('09:01:12');
    expect(new Date(rates.end).toISOString()).toBe('2026-11-18T09:01:08.000Z');
    const api = rates.systems.find(({ system }) => system === 'api');
    expect(api?.perSecond).toHaveLength(600);
    // What was loaded of the last two seconds is in the report, and in no second that is over.
    const { failure } = report.systems.find(({ system }) => system === 'api') ?? {};
    const counted = sum(api?.perSecond ?? []);
    expect(counted).toBeGreaterThan(300);
    expect(counted).toBeLessThan(failure?.expected ?? 0);
  });

  it('counts afterwards what is known, and each OOPS once', async () => {
    const { rates, watchedUntil } = await stateAt('09:06:20');
    expect(watchedUntil).toBe(END + 31 * 60_000 + 1000);
    expect(new Date(rates.end).toISOString()).toBe('2026-11-18T09:05:18.000Z');
    const worker = rates.systems.find(({ system }) => system === 'worker');
    expect(sum(worker?.perSecond ?? [])).toBe(93);
    const mailer = rates.systems.find(({ system }) => system === 'mailer');
    // One in the window, and two afterwards.
    expect(sum(mailer?.perSecond ?? [])).toBe(3);
  });
});
