import assert from 'node:assert/strict';
import { BUILT_IN_REDACTION } from '../../build/oops/secrets/redaction-rules.js';
import { createTextRedactor } from '../../build/oops/secrets/secret-texts.js';
import { fillTemplate, splitTraceback } from '../../build/store/sqlite/tracebacks/template.js';
import { showUnprintable } from '../../build/text/printable.js';

const redact = createTextRedactor({ ...BUILT_IN_REDACTION, emails: true });

/** Any text: it can be redacted twice, taken apart and put together, and printed. */
export function texts(bytes) {
  const text = Buffer.from(bytes).toString();
  const once = redact(text);
  assert.equal(redact(once), once);
  const split = splitTraceback(text);
  if (split) assert.equal(fillTemplate(split), text);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is looked for.
  assert.doesNotMatch(showUnprintable(text), /[\0-\x08\x0b-\x1f\x7f]/);
}
