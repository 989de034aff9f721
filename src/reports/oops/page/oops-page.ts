import type { Neighbours } from '../../../store/questions/neighbours.js';
import type { NamedPages } from '../../layout/frame.js';
import type { AttributionExplanation } from '../explain-attribution.js';
import type { OopsDetail } from '../oops-detail.js';

/** What the page of an OOPS tells: all that `show` and `why` print, and what lies around it. */
export interface OopsPage {
  readonly detail: OopsDetail;
  readonly explanation: AttributionExplanation;
  readonly neighbours: Neighbours;
  /** The id of the earlier OOPS of its request as it is stored; null where it is not. */
  readonly earlierId: string | null;
  /** Its original may be in an export that was too large to be looked through for a page. */
  readonly isUnsearched: boolean;
  /** Its day, by the clocks of the config's zone: `2011-09-08`. */
  readonly day: string;
}

/** The pages that lead on from that of an OOPS. */
export interface OopsPages extends NamedPages {
  oops(id: string): string;
  why(id: string): string;
  type(type: string): string;
  day(date: string, group?: string): string;
}
