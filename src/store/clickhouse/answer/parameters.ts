import type { Parameters } from '../connecting/connection.js';

/** Keeps a value for the statement, and returns what stands for it there. */
export type Bind = (type: string, value: string | number | readonly (string | number)[]) => string;

/**
 * Values for a statement, and what keeps them.
 *
 * @example
 * const { parameters, bind } = createParameters();
 * bind('String', 'a'); // '{p0:String}'
 */
export function createParameters(): { readonly parameters: Parameters; readonly bind: Bind } {
  const parameters: Record<string, unknown> = {};
  const bind: Bind = (type, value) => {
    const name = `p${Object.keys(parameters).length}`;
    parameters[name] = value;
    return `{${name}:${type}}`;
  };
  return { parameters, bind };
}
