import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  baseClassOf,
  classInKind,
  createClassifier,
  createTimeOutTest,
} from '../../../src/oops/classes/classification.js';
import {
  CLASSES_OF_KIND,
  CLASSIFICATION_RULES,
  type ClassificationRule,
  type KindClassificationRule,
  OOPS_CLASSES,
  type OopsClass,
} from '../../../src/oops/classes/classification-rules.js';
import { BUILT_IN_RULES } from '../../../src/oops/classes/rules.js';
import { SUMMARY_KINDS, type SummaryKind } from '../../../src/oops/oops.js';
import { oops as makeOops } from '../../support/sample-oops.js';

const plain = { type: 'KeyError', informational: false, url: 'https://launchpad.net/' };

describe('baseClassOf', () => {
  it.each<[type: string | null, expected: OopsClass]>([
    ['RequestExpired', 'time-outs'],
    ['RequestStatementTimedOut', 'time-outs'],
    ['TimeoutError', 'time-outs'],
    ['LaunchpadTimeoutError', 'time-outs'],
    ['SoftRequestTimeout', 'soft-time-outs'],
    ['UnexpectedFormData', 'user-generated-errors'],
    ['OffsiteFormPostError', 'user-generated-errors'],
    ['ProtocolErrorException', 'user-generated-errors'],
    ['InvalidBatchSizeError', 'user-generated-errors'],
    ['UnsupportedFeedFormat', 'user-generated-errors'],
    ['UntrustedReturnURL', 'user-generated-errors'],
    ['UserRequestOops', 'user-generated-errors'],
    ['Unauthorized', 'unauthorized-errors'],
    ['NotFound', 'pages-not-found'],
    ['DeletedProxiedLibraryFileAlias', 'pages-not-found'],
    ['GoneError', 'pages-not-found'],
    ['KeyError', 'exceptions'],
    ['timeouterror', 'exceptions'],
    ['NotFoundError', 'exceptions'],
    ['ProgrammingError', 'exceptions'],
    ['NotBranchError', 'exceptions'],
    ['BugNotFound', 'exceptions'],
    ['AssertionError', 'exceptions'],
    ['', 'exceptions'],
    [null, 'exceptions'],
  ])('counts %s as %s', (type, expected) => {
    expect(baseClassOf({ ...plain, type })).toBe(expected);
  });

  it.each<[type: string, expected: OopsClass]>([
    ['RequestExpired', 'time-outs'],
    ['SoftRequestTimeout', 'soft-time-outs'],
    ['UserRequestOops', 'informational-only-errors'],
    ['NotFound', 'informational-only-errors'],
    ['KeyError', 'informational-only-errors'],
  ])('counts an informational %s as %s', (type, expected) => {
    expect(baseClassOf({ ...plain, type, informational: true })).toBe(expected);
  });

  it.each<[url: string | null, expected: OopsClass]>([
    ['https://launchpad.net/@@login', 'user-generated-errors'],
    ['https://launchpad.net/%40%40login', 'user-generated-errors'],
    ['https://launchpad.net/@%40login', 'user-generated-errors'],
    ['https://launchpad.net/é', 'user-generated-errors'],
    ['https://launchpad.net/%C3%A9', 'user-generated-errors'],
    ['https://launchpad.net/%80', 'user-generated-errors'],
    ['https://launchpad.net/%ff', 'user-generated-errors'],
    ['https://launchpad.net/@login', 'exceptions'],
    ['https://launchpad.net/@/@', 'exceptions'],
    ['https://launchpad.net/%7f', 'exceptions'],
    ['https://launchpad.net/%25C3', 'exceptions'],
    ['https://launchpad.net/%c', 'exceptions'],
    ['https://launchpad.net/100%', 'exceptions'],
    [null, 'exceptions'],
  ])('counts a TypeError at %s as %s', (url, expected) => {
    for (const type of ['UnicodeEncodeError', 'TypeError', 'ProgrammingError']) {
      expect(baseClassOf({ ...plain, type, url })).toBe(expected);
    }
    expect(baseClassOf({ ...plain, type: 'UnicodeDecodeError', url })).toBe('exceptions');
  });

  it('takes other rules, the first that matches', () => {
    const rules: ClassificationRule[] = [
      { class: 'unauthorized-errors', types: ['Forbidden*'], informational: false },
      { class: 'pages-not-found' },
    ];
    expect(baseClassOf({ ...plain, type: 'ForbiddenAttribute' }, rules)).toBe('unauthorized-errors');
    expect(baseClassOf({ ...plain, type: 'ForbiddenAttribute', informational: true }, rules)).toBe(
      'pages-not-found',
    );
    expect(baseClassOf({ ...plain, type: 'RequestExpired' }, [])).toBe('exceptions');
  });
});

describe('createClassifier', () => {
  it('says of one OOPS after the other what is said of each alone', () => {
    const classify = createClassifier(CLASSIFICATION_RULES);
    const oopses = fc.record({
      type: fc.constantFrom('KeyError', 'TypeError', 'NotFound', 'RequestExpired', '', null),
      informational: fc.boolean(),
      url: fc.constantFrom(null, 'https://launchpad.net/', 'https://launchpad.net/@@x'),
    });
    fc.assert(fc.property(oopses, (oops) => void expect(classify(oops)).toBe(baseClassOf(oops))));
  });
});

describe('createTimeOutTest', () => {
  const oops = makeOops('OOPS-1A1', plain);

  it.each([
    ['RequestExpired', true],
    ['SoftRequestTimeout', true],
    ['DisconnectionError', false],
    [null, false],
  ])('asks by the rules for every kind whether %s is a time-out: %s', (type, expected) => {
    expect(createTimeOutTest(BUILT_IN_RULES)({ ...oops, type })).toBe(expected);
  });

  it('asks by the rules for single kinds too', () => {
    const kindClassification: KindClassificationRule[] = [
      { kinds: ['webapp'], class: 'soft-time-outs', types: ['Slow*'], precedence: 'after' },
    ];
    const isTimeOut = createTimeOutTest({ classification: [], kindClassification });
    expect(isTimeOut({ ...oops, type: 'SlowPage' })).toBe(true);
    expect(isTimeOut({ ...oops, type: 'RequestExpired' })).toBe(false);
  });
});

describe('classInKind', () => {
  it.each<[kind: SummaryKind, type: string | null, expected: OopsClass]>([
    ['codehosting', 'ConnectionError', 'remote-errors'],
    ['codehosting', 'InvalidHttpResponse', 'remote-errors'],
    ['codehosting', 'TimeoutError', 'remote-errors'],
    ['codehosting', 'NotBranchError', 'remote-errors'],
    ['codehosting', 'UnsupportedFormatError', 'remote-errors'],
    ['codehosting', 'UnknownFormatError', 'remote-errors'],
    ['codehosting', 'BranchReferenceForbidden', 'remote-errors'],
    ['codehosting', 'BranchReferenceValueError', 'remote-errors'],
    ['codehosting', 'BranchReferenceLoopError', 'remote-errors'],
    ['codehosting', 'InvalidURIError', 'remote-errors'],
    ['codehosting', 'RequestExpired', 'exceptions'],
    ['codehosting', 'NotFound', 'exceptions'],
    ['codehosting', 'KeyError', 'exceptions'],
    ['webapp', 'ConnectionError', 'exceptions'],
    ['webapp', 'TimeoutError', 'time-outs'],
    ['checkwatches', 'BugTrackerConnectError', 'remote-checkwatches-warnings'],
    ['checkwatches', 'BugWatchUpdateWarning', 'remote-checkwatches-warnings'],
    ['checkwatches', 'UnknownRemoteStatusError', 'remote-checkwatches-warnings'],
    ['checkwatches', 'InvalidBugId', 'remote-checkwatches-warnings'],
    ['checkwatches', 'BugNotFound', 'remote-checkwatches-warnings'],
    ['checkwatches', 'TimeoutError', 'exceptions'],
    ['checkwatches', 'NotFound', 'exceptions'],
    ['webapp', 'BugNotFound', 'exceptions'],
    ['ubuntuone', 'RequestExpired', 'time-outs'],
    ['ubuntuone', 'SoftRequestTimeout', 'exceptions'],
    ['ubuntuone', 'ApplicationError', 'application-errors'],
    ['ubuntuone', 'ProducerError', 'producer-errors'],
    ['ubuntuone', 'AssertionError', 'assertion-errors'],
    ['ubuntuone', 'ValueError', 'value-errors'],
    ['ubuntuone', 'UnknownError', 'unknown-errors'],
    ['ubuntuone', null, 'unknown-errors'],
    ['ubuntuone', 'KeyError', 'exceptions'],
    ['webapp', 'AssertionError', 'exceptions'],
    ['webapp', null, 'exceptions'],
    ['generic', 'RequestExpired', 'exceptions'],
    ['generic', 'NotFound', 'exceptions'],
  ])('in a %s summary, counts %s as %s', (kind, type, expected) => {
    expect(classInKind(baseClassOf({ ...plain, type }), type, kind)).toBe(expected);
  });

  it('puts the remote rule first, and the checkwatches rule after the informational flag', () => {
    expect(classInKind('informational-only-errors', 'NotBranchError', 'codehosting')).toBe('remote-errors');
    expect(classInKind('informational-only-errors', 'BugNotFound', 'checkwatches')).toBe('exceptions');
  });

  it('keeps every class that a web summary shows', () => {
    for (const shown of CLASSES_OF_KIND.webapp) expect(classInKind(shown, 'X', 'webapp')).toBe(shown);
  });

  it('gives a class that the kind has a section for', () => {
    const kinds = fc.constantFrom(...SUMMARY_KINDS);
    const types = fc.constantFrom(null, 'TimeoutError', 'BugNotFound', 'ValueError', 'NotFound', 'X');
    fc.assert(
      fc.property(fc.constantFrom(...OOPS_CLASSES), types, kinds, (base, type, kind) => {
        expect(CLASSES_OF_KIND[kind]).toContain(classInKind(base, type, kind));
      }),
    );
  });

  it('takes other rules', () => {
    const rule: KindClassificationRule = {
      kinds: ['webapp', 'codehosting'],
      class: 'remote-errors',
      types: ['Remote*'],
      precedence: 'after',
    };
    expect(classInKind('exceptions', 'RemoteFault', 'codehosting', [rule])).toBe('remote-errors');
    expect(classInKind('time-outs', 'RemoteFault', 'codehosting', [rule])).toBe('exceptions');
    expect(classInKind('exceptions', 'RemoteFault', 'webapp', [rule])).toBe('exceptions');
  });
});
