import type { StoreAddress } from '../../store/address/address.js';
import type { Editor, PageFormat, Refusal, SiteSettings } from '../page.js';
import type { RouteName } from '../routes.js';

/** What the threads that make pages are told when they are started. */
export interface PageThreadData {
  /** The database; where a copy of it is read, the copy. */
  readonly address: StoreAddress;
  /** The config, as the user named it; null: the one that is there by default. */
  readonly config: string | null;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder that relative paths start from. */
  readonly cwd: string;
  readonly site: SiteSettings;
}

/** A page that is to be made. All of it goes from one thread to another. */
export interface PageTask {
  readonly route: RouteName;
  readonly params: Readonly<Record<string, string>>;
  /** As it stands behind the question mark. */
  readonly query: string;
  readonly format: PageFormat;
  readonly now: number;
  /** The fields of a form, as they were sent; null: it is only read. */
  readonly form: string | null;
  readonly editor: Editor | null;
  readonly refusal?: Refusal;
  /** What config and database are now: another text has both opened anew. */
  readonly openingVersion: string;
}
