import type { DerivationSettings } from '../../derivation-settings.js';
import type { Loader, LoadOptions } from '../../loader.js';
import type { Connection } from '../connecting/connection.js';
import { createLoader } from './loader.js';

/** Loads what is read. See `load` of the port. */
export async function load<T>(
  connection: Connection,
  settings: DerivationSettings,
  options: LoadOptions,
  work: (loader: Loader) => Promise<T>,
): Promise<T> {
  const { loader, finish } = createLoader({ ...options, connection, settings });
  let result: T;
  try {
    result = await work(loader);
  } catch (error) {
    // What failed says more than what cannot be kept because of it.
    await finish().catch(() => {});
    throw error;
  }
  await finish();
  return result;
}
