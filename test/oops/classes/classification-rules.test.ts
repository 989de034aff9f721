import { describe, expect, it } from 'vitest';
import {
  CLASSES_OF_KIND,
  CLASSIFICATION_RULES,
  KIND_CLASSIFICATION_RULES,
  OOPS_CLASSES,
} from '../../../src/oops/classes/classification-rules.js';
import { SUMMARY_KINDS } from '../../../src/oops/oops.js';

describe('CLASSES_OF_KIND', () => {
  it.each(SUMMARY_KINDS)(
    'begins with Exceptions, where all else is counted, and names no class twice: %s',
    (kind) => {
      const classes = CLASSES_OF_KIND[kind];
      expect(classes[0]).toBe('exceptions');
      expect(new Set(classes).size).toBe(classes.length);
    },
  );

  it('has a section for every class in some kind, and for none that there is not', () => {
    const shown = new Set(SUMMARY_KINDS.flatMap((kind) => CLASSES_OF_KIND[kind]));
    expect([...shown].sort()).toEqual([...OOPS_CLASSES].sort());
  });
});

describe('KIND_CLASSIFICATION_RULES', () => {
  it('count as nothing for which their kinds have no section: it would be in Exceptions all the same', () => {
    const lost = KIND_CLASSIFICATION_RULES.filter((rule) =>
      rule.kinds.some((kind) => !CLASSES_OF_KIND[kind].includes(rule.class)),
    );
    expect(lost).toEqual([]);
  });
});

describe('CLASSIFICATION_RULES', () => {
  it('count as nothing that a web summary has no section for', () => {
    const classes = new Set(CLASSIFICATION_RULES.map((rule) => rule.class));
    expect(CLASSES_OF_KIND.webapp).toEqual(expect.arrayContaining([...classes]));
  });

  it('each ask for something: one without a condition would leave nothing to those behind it', () => {
    for (const { types, informational, url } of CLASSIFICATION_RULES) {
      expect([types, informational, url]).not.toEqual([undefined, undefined, undefined]);
    }
  });
});
