import { describe, expect, it } from 'vitest';
import { baseClassOf, classInKind } from '../../../src/oops/classes/classification.js';
import { BUILT_IN_RULES, extendRules, type OopsRules } from '../../../src/oops/classes/rules.js';
import { signatureOf } from '../../../src/oops/classes/signature.js';
import { NO_EVENT } from '../../../src/oops/oops.js';

const NONE: OopsRules = {
  classification: [],
  kindClassification: [],
  signatures: [],
  redaction: BUILT_IN_RULES.redaction,
};

describe('extendRules', () => {
  it('gives the built-in rules where there are none of the user', () => {
    expect(extendRules(NONE)).toEqual(BUILT_IN_RULES);
  });

  it('has classification of the user overrule what is built in', () => {
    const rules = extendRules({
      ...NONE,
      classification: [{ class: 'unauthorized-errors', types: ['NotFound'] }],
      kindClassification: [
        { kinds: ['codehosting'], class: 'exceptions', types: ['TimeoutError'], precedence: 'before' },
      ],
    });
    const notFound = { type: 'NotFound', informational: false, url: null };
    expect(baseClassOf(notFound)).toBe('pages-not-found');
    expect(baseClassOf(notFound, rules.classification)).toBe('unauthorized-errors');
    expect(classInKind('time-outs', 'TimeoutError', 'codehosting')).toBe('remote-errors');
    expect(classInKind('time-outs', 'TimeoutError', 'codehosting', rules.kindClassification)).toBe(
      'exceptions',
    );
  });

  it('has normalisation of the user see values as reports show them', () => {
    const own = { pattern: /\$ADDRESS in \w+/g, replacement: 'somewhere' };
    const rules = extendRules({ ...NONE, signatures: [own] });
    const exception = { type: 'KeyError', value: '0x7f in  heap', ...NO_EVENT };
    expect(signatureOf(exception, 'webapp', rules.signatures).value).toBe('somewhere');
  });
});
