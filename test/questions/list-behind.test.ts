import { describe, expect, it } from 'vitest';
import { type AskedWords, lookUpWords } from '../../src/questions/asked-words.js';
import { readKeys } from '../../src/questions/keys.js';
import { listBehind } from '../../src/questions/list-behind.js';
import type { Value } from '../../src/questions/question.js';
import { readQuestion } from '../../src/questions/read-question.js';

const NOW = Date.parse('2011-09-09T06:00Z');

function behind(asked: AskedWords, group: Readonly<Record<string, Value>>): AskedWords | null {
  const parts = Object.entries(group).map(([name, value]) => {
    const [key] = readKeys('--group-by', name);
    if (!key) throw new Error(`no key ${name}`);
    return { key, value };
  });
  return listBehind(asked, readQuestion(lookUpWords(asked), NOW), parts);
}

describe('listBehind', () => {
  it.each<[AskedWords, Readonly<Record<string, Value>>, AskedWords]>([
    [
      [
        ['group-by', 'type'],
        ['sort', 'type'],
        ['text', 'x'],
      ],
      { type: 'KeyError' },
      [
        ['text', 'x'],
        ['type', 'KeyError'],
      ],
    ],
    [[['type', 'Key*']], { type: 'KeyError' }, [['type', 'KeyError']]],
    [
      [['not-user', 'ann']],
      { user: null },
      [
        ['not-user', 'ann'],
        ['not-user', '*'],
      ],
    ],
    [[['outage', 'any']], { outage: null }, [['outage', 'none']]],
    [[], { phase: null }, ['shutdown', 'downtime', 'partial'].map((phase) => ['not-phase', phase] as const)],
    [[], { is_bot: 1 }, [['robots', 'only']]],
    [[], { suppressed: 0 }, [['suppressed', 'no']]],
    [[], { statements_count: 7 }, [['statements', '=7']]],
    [[], { signature: 12 }, [['signature', '12']]],
  ])('of %j with %j is %j', (asked, group, words) => {
    expect(behind(asked, group)).toEqual(words);
  });

  it.each([
    [{ hour: '2011-09-08 08:00' }, '2011-09-08T08:53:00.000Z', '2011-09-08T09:00:00.000Z'],
    [{ day: '2011-09-08', hour: '2011-09-08 10:00' }, '2011-09-08T10:00:00.000Z', '2011-09-08T10:30:00.000Z'],
    [{ hour: '2011-09-08 09:00', month: '2011-09' }, '2011-09-08T09:00:00.000Z', '2011-09-08T10:00:00.000Z'],
  ])('of %j is of that time, and no longer than was asked for', (group, from, to) => {
    const asked: AskedWords = [
      ['from', '2011-09-08T08:53Z'],
      ['to', '2011-09-08T10:30Z'],
    ];
    expect(behind(asked, group)).toEqual([
      ['from', from],
      ['to', to],
    ]);
  });

  it.each([
    { type: 'a*b' },
    { type: '' },
    { type: 'x'.repeat(1001) },
    { type: '\ud800' },
    { outage: 'any' },
    { weekday: 'Mon' },
    { user_agent: 'curl' },
    { value: 'timed out' },
    { signature: null },
    { is_bot: null },
    { duration_seconds: null },
  ])('says nothing where words cannot say just that: %j', (group) => {
    expect(behind([], group)).toBeNull();
  });
});
