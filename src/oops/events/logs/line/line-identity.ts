import type { LineMap } from '../line-map.js';
import type { LogLine } from './log-line.js';
import type { Surroundings } from './surroundings.js';

/** Who wrote a line. */
interface LineIdentity {
  /** As written, with `@environment` behind it where that is not production. */
  readonly reporter: string | null;
  readonly hostname: string | null;
}

/**
 * Takes who wrote a line: the service, else what is known from around the line, else the machine.
 *
 * @example
 * takeIdentity(openLine({ service: 'shop', env: 'staging' }), map, NO_SURROUNDINGS).reporter; // 'shop@staging'
 */
export function takeIdentity(line: LogLine, map: LineMap, around: Surroundings): LineIdentity {
  const hostname = line.text(map.hostname)?.trim() ?? around.hostname;
  const name = line.text(map.reporter)?.trim() ?? around.reporter ?? hostname;
  const environment = line.text(map.environment)?.trim();
  const isOther = environment !== undefined && !PRODUCTION.has(environment.toLowerCase());
  return { reporter: name !== null && isOther ? `${name}@${environment}` : name, hostname };
}

/** The environments that need no mention. */
const PRODUCTION: ReadonlySet<string> = new Set(['production', 'prod']);
