import { expect, it } from 'vitest';
import { drawSteps } from '../../../../src/reports/outage/charts/steps-text.js';

it('draws steps by their share, none narrower than a column', () => {
  const steps = [7, 46, 16, 0.012].map((seconds) => ({ name: 'step', seconds }));
  expect(drawSteps(steps, 30, ['#', '='])).toBe(`${'#'.repeat(3)}${'='.repeat(20)}${'#'.repeat(7)}=`);
});

it.each([[[]], [[{ name: 'none', seconds: 0 }]]])('draws nothing of %j', (steps) => {
  expect(drawSteps(steps, 30, ['#', '='])).toBe('');
});
