import { parseConfig } from '../../build/config/parse-config.js';
import { UserError } from '../../build/user-error.js';

/** A config: it is read, or refused with what is wrong. */
export function config(bytes) {
  try {
    parseConfig(Buffer.from(bytes).toString(), 'oops-report.yaml');
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
}
