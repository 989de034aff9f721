import type { EventSettings } from './event-format.js';

/** What an object is read with. */
export interface DocumentSettings extends EventSettings {
  /** One of `ROW_FORMATS`; null: each object is recognised by itself. */
  readonly format: string | null;
}

/** What of it is said of each file; the names of projects are the same for all. */
export type RowSettings = Omit<DocumentSettings, 'projects'>;

/** What of the settings is kept with a file. */
export function rowSettingsOf({ columns, format, errorLevels }: RowSettings): RowSettings {
  return { columns, format, errorLevels };
}

/** How objects are read that say all themselves. */
export const DEFAULT_DOCUMENT_SETTINGS = {
  format: null,
  columns: {},
  errorLevels: null,
  projects: {},
} as const satisfies DocumentSettings;
