import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../../src/config/defaults.js';
import { gatherClockOffsets } from '../../../src/evidence/clocks/clock-offsets.js';
import { clockOffsetSentences } from '../../../src/reports/clock-offsets.js';
import { at, reportContextOf, windowOf } from '../../support/report-context-of.js';
import { newOops } from '../../support/sample-oops.js';

const OUTAGE = windowOf('2011-09-08T12:00:00Z', '2011-09-08T12:02:00Z');
const END = at('12:02:00');

/** The clock offsets of a reporter around the outage, in milliseconds; each of an event a second later. */
const events = (reporter: string, offsets: readonly (number | null)[], from = END) =>
  offsets.map((clockOffset, index) =>
    newOops(`OOPS-${reporter}-${from + index}`, { reporter, clockOffset, time: from + index * 1000 }),
  );

async function offsetsOf(oopses: ReturnType<typeof events>, clockTolerance = 1000) {
  const attribution = { ...DEFAULT_CONFIG.attribution, clockTolerance };
  const context = await reportContextOf(oopses, [OUTAGE], { attribution });
  const [outage] = context.outages;
  if (!outage) throw new Error('its window was imported');
  const systems = ['web', 'api', 'calm'].map((system) => ({ system }));
  return gatherClockOffsets(context, outage, systems);
}

describe('the clocks around an outage', () => {
  it('are told where they are off by more than the tolerance, by the median of what is known', async () => {
    const oopses = [
      ...events('web', [12_000, 12_400, 90_000, null]),
      ...events('api', [-5000]),
      ...events('calm', [900, 300_000, 800]),
      ...events('stranger', [50_000]),
    ];
    expect(await offsetsOf(oopses)).toEqual([
      { system: 'api', reporter: 'api', medianSeconds: -5, count: 1 },
      { system: 'web', reporter: 'web', medianSeconds: 12.4, count: 3 },
    ]);
    expect(await offsetsOf(oopses, 6000)).toMatchObject([{ system: 'web' }]);
  });

  it('are those of half an hour before and after, and no second is told that can be the time on the way', async () => {
    const HOUR = 3_600_000;
    const oopses = [
      ...events('web', [60_000], END + HOUR),
      ...events('web', [60_000], END - HOUR),
      ...events('api', [900]),
    ];
    expect(await offsetsOf(oopses, 0)).toEqual([]);
  });

  it('are told in a sentence for each system', () => {
    const offsets = [
      { system: 'shop', reporter: 'shop', medianSeconds: 12.3, count: 34 },
      { system: 'shop', reporter: 'till', medianSeconds: -61, count: 1 },
      { system: 'wiki', reporter: 'wiki', medianSeconds: 2, count: 2 },
    ];
    expect(clockOffsetSentences(offsets)).toEqual([
      'Clocks of shop were off when it sent its events, the time on the way with it: shop 12 s behind ours (median of 34 events), till 1 min 1 s ahead of ours (median of 1 event). Times are told as they were written.',
      'Clocks of wiki were off when it sent its events, the time on the way with it: wiki 2 s behind ours (median of 2 events). Times are told as they were written.',
    ]);
  });
});
