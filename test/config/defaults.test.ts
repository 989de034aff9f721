import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findContradictions } from '../../src/config/contradictions.js';
import { DEFAULT_CONFIG } from '../../src/config/defaults.js';
import { parseConfig } from '../../src/config/parse-config.js';

const page = readFileSync(new URL('../../docs/config.md', import.meta.url), 'utf8');
const shown = parseConfig(/```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '', 'docs/config.md');

describe('the defaults', () => {
  it('hold together', () => {
    expect(findContradictions(DEFAULT_CONFIG)).toEqual([]);
  });

  it.each(['attribution', 'verdict', 'settlingTime', 'bugUrl', 'timezone', 'localReferrers'] as const)(
    'have for %s what docs/config.md shows',
    (key) => expect(DEFAULT_CONFIG[key]).toEqual(shown[key]),
  );
});
