import type { z } from 'zod';
import type { RedactionRules } from '../../oops/secrets/redaction-rules.js';
import type { Config } from '../config.js';
import { flag, list, mapping, pattern, text } from './values.js';

/** The key `redact`. */
export const redactSchema = mapping({
  builtIn: flag
    .default(true)
    .describe(
      'Whether what most programs call secret is: passwords, tokens, keys, cookies, credentials in addresses.',
    ),
  parameters: list(text)
    .default([])
    .describe('Names of parameters in addresses, and of keys in texts, whose values are secret.'),
  variables: list(text)
    .default([])
    .describe('Names of request variables and headers whose values are secret; * and ? match.'),
  values: list(pattern)
    .default([])
    .describe('Regular expressions: whatever they find in any text is secret.'),
  emails: flag.default(false).describe('Whether addresses of e-mail are secret.'),
  users: flag
    .default(false)
    .describe('Whether users are shown and stored as hashes, by the key in OOPS_REPORT_USER_KEY.'),
  allowUnredacted: flag
    .default(false)
    .describe('Whether show --unredacted shows the original report as it is.'),
});

/** The rules that it says, but for the key of users, which is in no config. */
export function redactionOf({
  builtIn,
  parameters,
  variables,
  values,
  emails,
}: z.output<typeof redactSchema>): RedactionRules {
  return { builtIn, parameters, variables, values, emails, userKey: null };
}

/** What else it says. */
export function settingsOfRedaction({
  users,
  allowUnredacted,
}: z.output<typeof redactSchema>): Pick<Config, 'hashesUsers' | 'allowsUnredacted'> {
  return { hashesUsers: users, allowsUnredacted: allowUnredacted };
}
