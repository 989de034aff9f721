import { compareFacts, type OopsFact } from '../../store/oops-facts.js';

type Sighting = Pick<OopsFact, 'time' | 'oopsId'>;

/**
 * The ids of the first few OOPSes, by time, of those that are added in any order. Most URLs have one: the others have a
 * list only where there are others, for a day can have a million of these.
 */
export class EarliestIds implements Sighting {
  /** Of the first of all. */
  time: number;
  oopsId: string;
  #later: Sighting[] | null = null;

  constructor({ time, oopsId }: Sighting) {
    this.time = time;
    this.oopsId = oopsId;
  }

  /** Takes another one; no more than `most` ids are kept. */
  add({ time, oopsId }: Sighting, most: number): void {
    let next: Sighting = { time, oopsId };
    if (compareFacts(next, this) < 0) {
      next = { time: this.time, oopsId: this.oopsId };
      this.time = time;
      this.oopsId = oopsId;
    }
    const later = this.#later ?? [];
    let place = later.length;
    while (place > 0 && compareFacts(next, later[place - 1] as Sighting) < 0) place--;
    if (place >= most - 1) return;
    later.splice(place, 0, next);
    if (later.length >= most) later.pop();
    this.#later = later;
  }

  list(): string[] {
    return [this.oopsId, ...(this.#later ?? []).map(({ oopsId }) => oopsId)];
  }
}
