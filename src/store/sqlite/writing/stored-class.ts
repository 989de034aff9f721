import type { CountedClass } from '../../../oops/classes/classification.js';

/**
 * The name under which the table `class` keeps what an OOPS is counted as; its columns `base` and `counted_as` take the
 * name apart again.
 *
 * @example
 * nameOfClass({ base: 'time-outs', class: 'time-outs' });     // 'time-outs'
 * nameOfClass({ base: 'time-outs', class: 'remote-errors' }); // 'time-outs/remote-errors'
 */
export function nameOfClass({ base, class: counted }: CountedClass): string {
  return base === counted ? base : `${base}/${counted}`;
}
