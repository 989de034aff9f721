import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeFirstConfig } from '../../../src/config/first-config/write-first-config.js';
import { parseConfig } from '../../../src/config/parse-config.js';
import { createSystemMap } from '../../../src/config/system-map.js';

const heardOf = (...names: string[]) => names.map((name) => ({ name, count: 7 }));
const write = (...names: string[]) => writeFirstConfig({ heard: heardOf(...names), timezone: null }).text;

/** What a reader could have: plain names, and whatever a stranger sends. */
const anyNames = fc.uniqueArray(
  fc.oneof(
    fc.stringMatching(/^(api|worker|web|w)[-@.]?(1|2|34|a1b2c3|staging)?$/),
    fc.stringMatching(/^[ab1*?@ ;:#"'-]{1,5}$/),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
    fc.constantFrom('null', 'true', '~', '- a', 'a\nb', '\u202e', '#', '{', '&a', '*a', '\u2028x'),
  ),
  { maxLength: 20, selector: (name) => name.toUpperCase() },
);

describe('writeFirstConfig', () => {
  it('writes a config that gives every reporter to the system that it says, and has all in its groups', () => {
    fc.assert(
      fc.property(anyNames, (names) => {
        const { text, systems } = writeFirstConfig({ heard: heardOf(...names), timezone: 'Europe/London' });
        const config = parseConfig(text, 'oops-report.yaml');
        expect(config.systems.map(({ name, reporters }) => ({ name, reporters }))).toEqual(
          systems.map(({ name, patterns }) => ({ name, reporters: patterns })),
        );
        const { systemOf } = createSystemMap(config.systems);
        for (const { name, reporters } of systems) {
          expect(reporters.map(systemOf)).toEqual(reporters.map(() => name));
        }
        const claimed = systems.flatMap(({ reporters }) => reporters);
        expect(claimed.toSorted()).toEqual(names.filter((name) => name.trim() !== '').toSorted());
        const members = config.groups.flatMap((group) => group.systems);
        expect(members.toSorted()).toEqual(systems.map(({ name }) => name).toSorted());
        expect(config.timezone).toBe('Europe/London');
      }),
    );
  });

  it('has one group, or one for each environment', () => {
    const groupsOf = (text: string) =>
      parseConfig(text, 'x').groups.map(({ name, systems }) => `${name}: ${systems.join(' ')}`);
    expect(groupsOf(write('api', 'worker-1', 'worker-2'))).toEqual(['all: api worker']);
    expect(groupsOf(write('api', 'api@staging', 'celery@db1'))).toEqual([
      'production: api celery@db1',
      'staging: api@staging',
    ]);
    expect(groupsOf(write('api@qa', 'web@qa'))).toEqual(['all: api@qa web@qa']);
  });

  it('tells who is meant, and how often they were heard', () => {
    const lines = write('worker-1', 'worker-2', 'worker-3', 'worker-4', 'worker-5', 'a\u202eb').split('\n');
    expect(lines.filter((line) => line.includes('reporters: ['))).toEqual([
      '  a-b: { reporters: ["a\\u202eb"] } # 7 OOPSes',
      '  worker: { reporters: ["worker-*"] } # worker-1, worker-2, worker-3, worker-4 and 1 more: 35 OOPSes',
    ]);
  });

  it('names the projects of Sentry that have only a number', () => {
    expect(write('42', 'api')).toContain('\n# projects: { 42: name-of-42 }\n');
    expect(write('api')).not.toContain('projects');
  });

  it('writes comments alone, but for the zone, where nobody was heard', () => {
    const text = write();
    expect(text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))).toEqual([
      'timezone: UTC',
    ]);
    expect(text).toContain('before anything was loaded');
  });

  it.each([[[]], [['api', '42', 'worker-1', 'worker-2']]])(
    'is still right with all its commented keys: %j',
    (names) => {
      const text = write(...names);
      const used = text.replace(
        /^# (?=(?:systems|groups|expectedFailures|schedule|oopsUrl|mail|projects):| {2})/gm,
        '',
      );
      expect(used).not.toBe(text);
      const config = parseConfig(used, 'oops-report.yaml');
      expect(config.expectedFailures.at(-1)).toMatchObject({ type: 'UpstreamAway' });
      expect(config.schedule?.slots).toHaveLength(1);
      expect(config.mail.host).toBe('smtp.example.com');
      expect(config.oopsUrl).not.toBeNull();
      expect(config.systems).not.toEqual([]);
      expect(config.groups).not.toEqual([]);
    },
  );
});
