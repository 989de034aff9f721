import { describe, expect, it } from 'vitest';
import { PLAIN_LOOK } from '../../../../src/reports/layout/outputs.js';
import { explainSystem } from '../../../../src/reports/outage/explanation/explain-system.js';
import type { OutageExplanation } from '../../../../src/reports/outage/explanation/explanation.js';
import { EXPLANATION_OUTPUTS } from '../../../../src/reports/outage/explanation/outputs.js';
import { GOOD_NEWS, NEWS, NEWS_CONTEXT, type News } from '../../../support/news-scene.js';

function explain(system: string, news: News = NEWS): OutageExplanation {
  const explanation = explainSystem(NEWS_CONTEXT, news, system);
  if (!explanation) throw new Error(`the outage holds ${system}`);
  return explanation;
}

describe('explainSystem', () => {
  it('finds the system in any case, and no other', () => {
    expect(explain('API').system).toBe('api');
    expect(explainSystem(NEWS_CONTEXT, NEWS, 'ap')).toBeNull();
  });

  it('tells every row up to the one that decided, and that it did', () => {
    for (const { system } of NEWS.judgement.systems) {
      const { failure, recovery } = explain(system);
      for (const { rows } of [...failure.phases, recovery]) {
        expect(rows.map(({ decided }) => decided)).toEqual(rows.map((_, index) => index === rows.length - 1));
      }
    }
  });

  it('tells what the system is compared with', () => {
    expect(explain('feed').compared).toEqual({
      baseline: { seconds: 86_400, oopses: 48, outageFailures: 0 },
      justBefore: { seconds: 7200, oopses: 4, outageFailures: 0 },
      observation: {
        start: '2011-09-08T00:11:01.000Z',
        end: '2011-09-08T00:41:01.000Z',
        seconds: 1800,
        oopses: 40,
        outageFailures: 0,
        cutBy: null,
      },
      followUp: {
        start: '2011-09-08T00:11:01.000Z',
        end: '2011-09-09T00:10:00.000Z',
        seconds: 86_339,
        oopses: 40,
        outageFailures: 0,
        cutBy: null,
      },
    });
  });

  it.each([
    ['api', NEWS, 'not-as-expected', 'The outage is NOT as expected: one system that is not is enough.'],
    ['web', NEWS, 'as-expected', 'The outage is NOT as expected because of api, whatever this system shows.'],
    [
      'web',
      GOOD_NEWS,
      'as-expected',
      'The outage is as expected: 4 of 6 systems that had to fail are as expected, and at least half must be. It is one of those.',
    ],
    [
      'jobs',
      GOOD_NEWS,
      'inconclusive',
      'The outage is as expected: 4 of 6 systems that had to fail are as expected, and at least half must be. It had to fail, and shows nothing either way.',
    ],
    [
      'blog',
      GOOD_NEWS,
      'as-expected',
      'The outage is as expected: 4 of 6 systems that had to fail are as expected, and at least half must be. It need not fail, and is none of those.',
    ],
  ] as const)('tells how %s enters the verdict on the outage', (system, news, verdict, part) => {
    expect(explain(system, news)).toMatchObject({ verdict, part });
  });

  it.each(['api', 'feed', 'jobs', 'mail'])('reads as in the golden file: %s', async (system) => {
    const text = EXPLANATION_OUTPUTS.text([explain(system)], {
      ...PLAIN_LOOK,
      bugUrl: '{id}',
      oopsUrl: null,
    });
    await expect(text).toMatchFileSnapshot(`../../../golden/explain-${system}.txt`);
  });

  it('reads as Markdown and JSON as in the golden files', async () => {
    const explanations = [explain('api')];
    await expect(EXPLANATION_OUTPUTS.markdown(explanations)).toMatchFileSnapshot(
      '../../../golden/explain-api.md',
    );
    await expect(EXPLANATION_OUTPUTS.json(explanations)).toMatchFileSnapshot(
      '../../../golden/explain-api.json',
    );
  });
});
