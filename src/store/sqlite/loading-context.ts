import type { DerivationSettings } from '../derivation-settings.js';
import type { Db } from './database.js';

/** What ingest fills: the database, and what follows from the config. */
export interface LoadingContext {
  readonly db: Db;
  readonly settings: DerivationSettings;
}
