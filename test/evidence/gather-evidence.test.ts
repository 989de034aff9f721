import { describe, expect, it } from 'vitest';
import { judgeOutage } from '../../src/analysis/verdict.js';
import { gatherEvidence } from '../../src/evidence/gather-evidence.js';
import { at, reportContextOf, windowOf } from '../support/report-context-of.js';
import { newOops } from '../support/sample-oops.js';

describe('a system that one outage shuts down while another has its downtime', () => {
  const usual = Array.from({ length: 24 }, (_, index) =>
    newOops(`OOPS-1A${index}`, {
      reporter: 'A',
      time: at('12:00:00', '2011-09-07') + index * 3_600_000,
      type: 'NotFound',
    }),
  );
  const downtime = windowOf('2011-09-08T12:00:00Z', '2011-09-08T12:10:00Z', { systems: ['A'] });
  const judge = async (from: string, to: string, systems: string[]) => {
    const shutdown = windowOf(from, to, { outage: 'other', phase: 'shutdown', systems });
    const heard = newOops('OOPS-1A99', { reporter: 'A', time: at('12:05:00'), type: 'KeyError' });
    const context = await reportContextOf([...usual, heard], [downtime, shutdown]);
    const outage = context.outages.find(({ id }) => id === 'fdt');
    if (!outage) throw new Error('its window was imported');
    return judgeOutage(await gatherEvidence(context, outage), context.config).systems;
  };

  it('is judged in the downtime only where it was not stopped all the time', async () => {
    expect(await judge('2011-09-08T11:00:00Z', '2011-09-08T13:00:00Z', ['*'])).toMatchObject([
      { system: 'A', failure: { verdict: 'no-evidence', unexpected: 1 } },
    ]);
    expect(await judge('2011-09-08T11:00:00Z', '2011-09-08T12:04:00Z', ['*'])).toMatchObject([
      { system: 'A', failure: { verdict: 'failed-unexpectedly' } },
    ]);
    expect(await judge('2011-09-08T11:00:00Z', '2011-09-08T13:00:00Z', ['B'])).toMatchObject([
      { system: 'A', failure: { verdict: 'failed-unexpectedly' } },
    ]);
  });
});
