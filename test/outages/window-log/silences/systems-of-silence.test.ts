import { describe, expect, it } from 'vitest';
import { ItemFault } from '../../../../src/outages/window-log/json-document/fields.js';
import type { Matcher } from '../../../../src/outages/window-log/silences/matcher.js';
import {
  SILENCE_LABELS,
  systemsOfSilence,
} from '../../../../src/outages/window-log/silences/systems-of-silence.js';

/** Reads matchers as amtool writes them: `job=~"a|b"`. */
function matchers(...written: string[]): Matcher[] {
  return written.map((text) => {
    const [, name = '', operator = '', value = ''] = /^(\w+)(=~|!~|!=|=)"(.*)"$/.exec(text) ?? [];
    return { name, value, isRegex: operator.endsWith('~'), isEqual: operator.startsWith('=') };
  });
}

const KNOWN = new Set(['web', 'web-eu', 'worker', 'Blog']);

describe('the systems of a silence', () => {
  it.each<[string[], string[]]>([
    [['service="web"'], ['web']],
    [['alertname="Down"', 'app="web"'], ['web']],
    [['job="node"', 'service="web"'], ['web']],
    [['system="web"', 'service="worker"'], ['web']],
    [['service=""', 'job="web"'], ['web']],
    [['service=~"web|worker"'], ['web', 'worker']],
    [['service=~"^(web|worker)$"'], ['web', 'worker']],
    [['service=~"(?:web|shop\\.example)"'], ['web', 'shop.example']],
    [
      ['service=~"web|worker|blog"', 'service!="worker"'],
      ['web', 'blog'],
    ],
    [['service=~"web|worker"', 'service=~"worker|blog"'], ['worker']],
    [['service=~"web|worker"', 'service!~"w.b"'], ['worker']],
    [['service=~".*"'], ['*']],
    [['service=~".+"', 'alertname="Down"'], ['*']],
  ])('of %j are %j', (written, systems) => {
    expect(systemsOfSilence(matchers(...written), SILENCE_LABELS, { knownSystems: null })).toEqual(systems);
  });

  it.each<[string, string[]]>([
    ['service=~"web.*"', ['web', 'web-eu']],
    ['service=~"web-.*|work.+"', ['web-eu', 'worker']],
    ['service=~"b[kl]og"', ['Blog']],
    ['service=~"(we)b"', ['web']],
    ['service=~"eb|web"', ['eb', 'web']],
  ])('of %s are those of the config that it matches in full', (written, systems) => {
    expect(systemsOfSilence(matchers(written), SILENCE_LABELS, { knownSystems: KNOWN })).toEqual(systems);
  });

  it('are told by the labels that the config names', () => {
    const own = matchers('service="node"', 'cluster="eu"');
    expect(systemsOfSilence(own, ['cluster'], { knownSystems: null })).toEqual(['eu']);
  });

  it.each<[string[], ReadonlySet<string> | null, string]>([
    [
      ['service=~"web.*"'],
      null,
      'service=~"web.*" spells out no names, and the config lists no systems to hold it against.',
    ],
    [['service=~"db.*"'], KNOWN, 'service=~"db.*" is for no system of the config.'],
    [['service=~"w(eb"'], KNOWN, 'service=~"w(eb" is for no system of the config.'],
    [['service="web"', 'service!="web"'], KNOWN, 'service="web" service!="web" is for no system.'],
    [['service!="web"'], KNOWN, 'service!="web" says which system is not meant, and no matcher which is.'],
    [
      ['alertname="Down"', 'severity="page"'],
      KNOWN,
      'no matcher has the label system, service, job, app that names systems, only alertname="Down" severity="page".',
    ],
  ])('cannot be told of %j', (written, knownSystems, reason) => {
    const own = matchers(...written);
    const advice = 'Say with --systems which are meant, or give the silence a matcher that says it.';
    expect(() => systemsOfSilence(own, SILENCE_LABELS, { knownSystems })).toThrow(
      new ItemFault(`${reason} ${advice}`),
    );
    expect(systemsOfSilence(own, SILENCE_LABELS, { knownSystems, systems: ['db'] })).toEqual(['db']);
  });
});
