import { expect, it } from 'vitest';
import type { Disposer } from '../../../src/analysis/disposition.js';
import { attributeOops } from '../../../src/reports/oops/attribute-oops.js';
import { at, reportContextOf, WINDOW, windowOf } from '../../support/report-context-of.js';
import { newOops } from '../../support/sample-oops.js';

const SHUTDOWN = windowOf('2011-09-08T07:00:00Z', '2011-09-08T07:30:00Z', { phase: 'shutdown' });

it.each([
  ['an outage failure', 'DisconnectionError', '08:01:00', 'expected', []],
  ['what is tolerated', 'NotFound', '08:01:00', 'background', []],
  ['anything else', 'KeyError', '08:01:00', 'unexpected', ['fdt']],
  ['anything while all is shut down', 'KeyError', '07:10:00', 'unexpected', []],
  ['what no window has', 'KeyError', '12:00:00', null, []],
])('the evidence of an outage is gathered only to tell %s', async (_, type, time, disposition, asked) => {
  const one = newOops('OOPS-1A1', { type, reporter: 'A', time: at(time) });
  const context = await reportContextOf([one], [WINDOW, SHUTDOWN], {
    toleratedFailures: [{ type: 'NotFound' }],
  });
  const found = await context.data.findOops('OOPS-1A1');
  const outages: string[] = [];
  const learn = async ({ id }: { id: string }): Promise<Disposer> => {
    outages.push(id);
    return { dispositionOf: () => 'unexpected', testsOf: () => [] };
  };
  const attributed = found && (await attributeOops(context, found.stored, learn));
  expect({ disposition: attributed?.disposition, outages }).toEqual({ disposition, outages: asked });
});
