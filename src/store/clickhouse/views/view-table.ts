import type { Parameters } from '../connecting/connection.js';

/** A public view as a SELECT, with its parameters. */
export interface ViewTable {
  readonly select: string;
  readonly parameters: Parameters;
}
