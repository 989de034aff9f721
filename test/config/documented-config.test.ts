import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FAILURE_MODE_FAMILIES } from '../../src/config/failure-modes/families.js';
import { parseConfig } from '../../src/config/parse-config.js';
import { configSchema } from '../../src/config/schema/schema.js';
import { readYaml } from '../../src/config/yaml.js';
import { CLASSES_OF_KIND } from '../../src/oops/classes/classification-rules.js';

const page = readFileSync(new URL('../../docs/config.md', import.meta.url), 'utf8');
const example = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '';

/** The keys that the schema names when it meets one that it does not know. */
function knownKeys(text: string): string[] {
  const { data } = readYaml(text, 'oops-report.yaml');
  const message = configSchema.safeParse(data).error?.issues[0]?.message ?? '';
  return /Known here: (.*)\./.exec(message)?.[1]?.split(', ') ?? [];
}

describe('docs/config.md', () => {
  it('has an example that is accepted', () => {
    expect(parseConfig(example, 'docs/config.md').groups.map(({ name }) => name)).toEqual(['web', 'code']);
  });

  it.each(['', 'attribution', 'verdict', 'schedule'])('shows every key of %j', (section) => {
    const keys = knownKeys(section === '' ? 'x: 1' : `${section}: { x: 1 }`);
    expect(keys.length).toBeGreaterThan(2);
    for (const key of keys) expect(example).toMatch(new RegExp(`^ *${key}:`, 'm'));
  });

  it('tells of every family of failure modes', () => {
    const [, section = ''] = /^## Failure modes\n([\s\S]*?)^## /m.exec(page) ?? [];
    const families = [...section.matchAll(/^- `([\w-]+)`: /gm)].map(([, family]) => family);
    expect(families).toEqual([...FAILURE_MODE_FAMILIES]);
  });

  it('lists the sections of every kind of summary', () => {
    const rows = [...page.matchAll(/^\| `(\w+)` \| (.*) \|$/gm)].map(([, kind = '', sections = '']) => [
      kind,
      sections.split(', ').map((section) => section.replaceAll('`', '')),
    ]);
    expect(Object.fromEntries(rows)).toEqual(CLASSES_OF_KIND);
  });
});
