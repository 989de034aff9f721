import { describe, expect, it } from 'vitest';
import {
  type OutageJudgement,
  outageVerdict,
  type SystemJudgement,
  type Verdict,
} from '../../../src/analysis/verdict.js';
import { summariseVerdict } from '../../../src/reports/outage/verdict-sentence.js';

/** A system of a verdict, of which only the words of its checks matter. */
function judged(system: string, verdict: Verdict, more: object = {}): SystemJudgement {
  const checks = {
    'as-expected': { failure: { verdict: 'failed-as-expected' }, recovery: { verdict: 'recovered' } },
    'not-as-expected': { failure: { verdict: 'did-not-fail' }, recovery: { verdict: 'partly-silent' } },
    inconclusive: { failure: { verdict: 'no-evidence' }, recovery: { verdict: 'no-evidence' } },
  }[verdict];
  return { system, verdict, mustFail: true, ...checks, ...more } as unknown as SystemJudgement;
}

function summarise(minimumShare: number, ...systems: SystemJudgement[]): [Verdict, string] {
  const judgement: OutageJudgement = { verdict: outageVerdict(systems, minimumShare), systems };
  return [judgement.verdict, summariseVerdict(judgement, minimumShare)];
}

const good = (name: string, more?: object) => judged(name, 'as-expected', more);
const open = (name: string, more?: object) => judged(name, 'inconclusive', more);
const early = { recovery: { verdict: 'too-early' } };

describe('summariseVerdict', () => {
  it.each([
    [
      'all showed it',
      [good('api'), good('web')],
      'as-expected',
      '2 of 2 systems in its downtime failed and recovered as they should.',
    ],
    [
      'some showed nothing either way',
      [good('api'), open('blog'), open('edge'), good('web'), good('shop')],
      'as-expected',
      '3 of 5 systems in its downtime failed and recovered as they should; blog and edge showed nothing either way.',
    ],
    [
      'others need not fail',
      [good('api'), good('blog', { mustFail: false }), good('cdn', { mustFail: false })],
      'as-expected',
      '1 of 1 system in its downtime failed and recovered as it should. 2 more, which need not fail, went through it as they should.',
    ],
    [
      'none has to fail',
      [good('api', { mustFail: false }), open('web', { mustFail: false })],
      'as-expected',
      '1 of 2 systems went through it as it should; web showed nothing either way.',
    ],
    [
      'too few showed it',
      [good('api'), open('blog'), open('edge')],
      'inconclusive',
      'Only 1 of 3 systems in its downtime failed and recovered as it should, where at least half must; blog and edge showed nothing either way.',
    ],
    [
      'it is too early',
      [good('api'), open('blog', early)],
      'inconclusive',
      'It cannot be judged yet: 1 system of 2 undecided (blog).',
    ],
    ['there is no system', [], 'inconclusive', 'No system is known that this outage should have touched.'],
    [
      'one did otherwise',
      [good('api'), judged('web', 'not-as-expected'), open('blog')],
      'not-as-expected',
      '1 system of 3 did not do what it should: web did not fail and partly silent since. Undecided: blog.',
    ],
  ] as const)('says that %s', (_, systems, verdict, sentence) => {
    expect(summarise(0.5, ...systems)).toEqual([verdict, sentence]);
  });

  it.each([
    [0.7, '70 %'],
    [2 / 3, '66.7 %'],
    [1, 'all'],
  ])('names the share of %d that is needed', (share, words) => {
    const [, sentence] = summarise(share, good('api'), open('blog'));
    expect(sentence).toContain(share === 1 ? ', where all must;' : `, where at least ${words} must;`);
  });
});
