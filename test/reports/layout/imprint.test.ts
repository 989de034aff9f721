import { expect, it } from 'vitest';
import { imprintText } from '../../../src/reports/layout/imprint.js';

it('says when, by which version and from which database a page was made', () => {
  const imprint = {
    madeAt: Date.parse('2026-11-19T07:00:05.250Z'),
    version: '1.2.0',
    database: 'my\u001b[31m.db',
  };
  expect(imprintText(imprint)).toBe('Made 2026-11-19 07:00:05 UTC by oops-report 1.2.0 from my\\x1b[31m.db');
});

it('says nothing where a page has no imprint', () => {
  expect(imprintText(undefined)).toBe('');
});
