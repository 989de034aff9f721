import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJsonDocument } from '../../../../src/outages/window-log/json-document/json-document.js';
import { UserError } from '../../../../src/user-error.js';
import { sample } from '../sources.js';

const CUT_OFF = /^f\.json line \d+: the JSON ends in the middle\. Fetch the file again, whole\.$/;

describe('a JSON document', () => {
  it('that was cut off anywhere is told as such', () => {
    const whole = sample('statuspage-incidents.json').trimEnd();
    fc.assert(
      fc.property(fc.integer({ min: 1, max: whole.length - 1 }), (length) => {
        expect(() => parseJsonDocument(whole.slice(0, length), 'f.json')).toThrow(CUT_OFF);
      }),
    );
  });

  it.each([
    ['', 'f.json: is no JSON (Unexpected end of JSON input). Correct it, or use CSV.'],
    [
      '{"a" 1}',
      "f.json: is no JSON (Expected ':' after property name in JSON at position 5 (line 1 column 6)). Correct it, or use CSV.",
    ],
  ])('that is none is told as such: %j', (text, message) => {
    expect(() => parseJsonDocument(text, 'f.json')).toThrow(new UserError(message));
  });
});
