import type { DerivationSettings } from '../../derivation-settings.js';
import type { Connection } from '../connecting/connection.js';
import type { Write } from '../writes.js';

/** What is restored with. */
export interface Restoring {
  readonly connection: Connection;
  readonly settings: DerivationSettings;
  readonly writing: Write;
}
