import fc from 'fast-check';
import { BUILT_IN_RULES } from '../../../src/oops/classes/rules.js';
import type { DerivationSettings } from '../../../src/store/derivation-settings.js';
import type { NewOops } from '../../../src/store/stored-oops.js';
import { newOops } from '../../support/sample-oops.js';
import { START } from '../answers/any-oopses.js';

/** Reporters whose systems have summaries of several kinds. */
const KINDS = { A: 'webapp', B: 'webapp', C: 'codehosting', D: 'ubuntuone', E: 'generic' } as const;

/** Each reporter of `KINDS` is a system of its own. */
export const SEVERAL_KINDS: DerivationSettings = {
  describeReporter: (name) => ({ system: name, kind: KINDS[name as keyof typeof KINDS] ?? 'webapp' }),
  localReferrers: ['launchpad.net', 'Canonical.com'],
  rules: BUILT_IN_RULES,
};

/** Texts that UTF-8 and UTF-16 put in another order. */
const TEXTS = ['a', 'b', 'B', '\u{1f600}', '\ufffd', '\ue000x', 'x\u{10ffff}', 'it\'s \\ "so"\n\t{x:y}'];
const page = (host: string, path: string) => `https://${host}/${path}`;

/**
 * OOPSes of reporters of several kinds, of which many are equally frequent and seen at the same moment, so that every rule that
 * puts equals in order is needed.
 */
export const richOopses: fc.Arbitrary<NewOops[]> = fc
  .array(
    fc.record({
      reporter: fc.constantFrom(...Object.keys(KINDS)),
      time: fc.integer({ min: START, max: START + 6 }),
      type: fc.constantFrom('KeyError', 'NotFound', 'RequestExpired', 'TimeoutError', 'ValueError', null),
      value: fc.constantFrom(...TEXTS, null),
      url: fc.constantFrom(
        ...['x', 'y', 'z', '\u{1f600}', '\ufffd', '@@view', ''].map((path) => page('launchpad.net', path)),
        null,
      ),
      topic: fc.constantFrom(...TEXTS, null),
      method: fc.constantFrom('GET', 'POST', null),
      username: fc.constantFrom(...TEXTS, null),
      userAgent: fc.constantFrom('Googlebot/2.1', 'Mozilla/5.0', null),
      referrer: fc.constantFrom(
        ...[page('launchpad.net', 'a'), page('bugs.launchpad.net', 'b'), page('CANONICAL.com', 'c')],
        ...[page('example.com', 'd'), 'no URL', null],
      ),
      durationSeconds: fc.constantFrom(null, 0, 0.5),
      totalMilliseconds: fc.constantFrom(null, 0, 500, 700),
      statementsCount: fc.nat({ max: 3 }),
      mostExpensiveStatement: fc.constantFrom('SELECT 1', '\u{1f600}', '\ufffd', null),
      informational: fc.boolean(),
      branchNick: fc.constantFrom('main', null),
      revno: fc.constantFrom('1', '2', null),
      causes: fc.constantFrom([], [{ type: 'OSError', value: 'gone' }]),
      isInexact: fc.boolean(),
    }),
    { maxLength: 60 },
  )
  .map((drawn) =>
    drawn.map(({ isInexact, ...given }, index) =>
      newOops(`${index % 2 ? 'OOPS-1A' : 'oops-1b'}${index}`, given, {
        timeSource: isInexact ? 'directory' : 'report',
      }),
    ),
  );
