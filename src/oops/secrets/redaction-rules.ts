import type { Pattern } from '../../text/pattern.js';

/** What is a secret, so that it is neither stored nor shown. It is plain data, so that it can be sent to a thread. */
export interface RedactionRules {
  /** Whether what most programs call secret is: see `secret-names.ts` and `secret-texts.ts`. */
  readonly builtIn: boolean;
  /** Names of parameters in addresses, and of keys in texts, whose values are secret, in any case. */
  readonly parameters: readonly string[];
  /** Names of request variables and headers whose values are secret, in any case; `*` and `?` match. */
  readonly variables: readonly string[];
  /** Whatever they find in a text is secret. */
  readonly values: readonly Pattern[];
  /** Whether addresses of e-mail are secret. */
  readonly emails: boolean;
  /** The key with which users are hashed, so that they can be counted and not be told; null: users are kept as they are. */
  readonly userKey: string | null;
}

/** The rules without a config. */
export const BUILT_IN_REDACTION: RedactionRules = {
  builtIn: true,
  parameters: [],
  variables: [],
  values: [],
  emails: false,
  userKey: null,
};

/** What stands in the place of a secret. */
export const REDACTED = '[redacted]';
