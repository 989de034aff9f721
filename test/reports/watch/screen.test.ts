import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { buildWatchState } from '../../../src/reports/watch/build-watch-state.js';
import { drawWatch } from '../../../src/reports/watch/screen.js';
import type { WatchState } from '../../../src/reports/watch/watch-state.js';
import { watchScene } from '../../support/watch-scene.js';

const LOOK = { width: 80, height: 24, unicode: true, colour: false };

async function seenAt(clock: string, end?: number | null): Promise<{ state: WatchState; now: number }> {
  const { context, outage, now } = await watchScene(clock, end);
  return { state: await buildWatchState(context, outage, now), now };
}

const open = await seenAt('09:01:12');
const recovery = await seenAt('09:06:20');
const decided = await seenAt('09:09:00');
const draw = ({ state, now }: typeof open, look: Partial<typeof LOOK> = {}, trouble: string | null = null) =>
  drawWatch(state, { now, trouble }, { ...LOOK, ...look });

describe('the screen of an outage', () => {
  it.each([
    ['open', open, 80, 24],
    ['open', open, 200, 50],
    ['recovery', recovery, 80, 24],
    ['recovery', recovery, 200, 50],
    ['decided', decided, 80, 24],
  ] as const)('that is in %s is drawn as in the golden file', async (name, seen, width, height) => {
    const lines = draw(seen, { width, height });
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`../../golden/watch-${name}-${width}.txt`);
  });

  it('fits every terminal, in colours too', () => {
    for (const seen of [open, recovery, decided])
      for (const width of [1, 10, 40, 79, 80, 119, 120, 200])
        for (const height of [1, 3, 8, 12, 24, 60])
          for (const colour of [true, false]) {
            const lines = draw(seen, { width, height, colour });
            expect(lines.length).toBeLessThanOrEqual(height);
            for (const line of lines)
              expect(stripVTControlCharacters(line).length).toBeLessThanOrEqual(width);
          }
  });

  it('is the same in colours, which mark what should not be', () => {
    const coloured = draw(open, { colour: true });
    expect(coloured.map(stripVTControlCharacters)).toEqual(draw(open));
    expect(coloured.join('\n')).toContain('\u001b[31mONGOING\u001b[39m');
  });

  it('needs no more than ASCII for its bars', () => {
    expect(draw(open, { unicode: false }).join('\n')).toMatch(/^[\n -~]*$/);
  });

  it('says when the data is late, and goes on with the clock', () => {
    const later = { ...open, now: open.now + 60_000 };
    expect(draw(later).slice(1, 3)).toEqual([
      'ONGOING since 09:00:00 UTC, 2 min 12 s: 1 min 12 s OVER its budget of 1 min',
      ' Data    LATE: nothing is known after 09:00:10 UTC, 2 min 2 s ago: /srv/oopse...',
    ]);
  });

  it('says why it could not be looked at last', () => {
    expect(draw(open, {}, 'oops-report.db: is locked by another program.')).toContain(
      ' Trouble oops-report.db: is locked by another program.',
    );
  });

  it('before it begins, says when it will', async () => {
    expect(draw(await seenAt('08:50:00', null))).toEqual([
      'Outage maintenance-7x2k: Failover of the database                   08:50:00 UTC',
      'PLANNED for 2026-11-18 09:00:00 UTC, in 10 min',
      ' Data    known until 08:48:58 UTC, 1 min 2 s ago',
      ' Windows planned from 09:00:00: downtime of all systems',
    ]);
  });
});
