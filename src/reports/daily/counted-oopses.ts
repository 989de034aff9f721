import type { Lookups, PlacedOops } from '../../store/lookups.js';

/** How many OOPSes were added, in any order, and the first few of them by time: a list only where there are others. */
export class CountedOopses implements PlacedOops {
  count = 1;
  /** Of the first of all. */
  time: number;
  seq: number;
  #later: PlacedOops[] | null = null;

  constructor({ time, seq }: PlacedOops) {
    this.time = time;
    this.seq = seq;
  }

  /** Takes another one; no more than `most` are remembered. */
  add({ time, seq }: PlacedOops, most: number, { compareFacts }: Pick<Lookups, 'compareFacts'>): void {
    this.count += 1;
    let next: PlacedOops = { time, seq };
    if (compareFacts(next, this) < 0) {
      next = { time: this.time, seq: this.seq };
      this.time = time;
      this.seq = seq;
    }
    const later = this.#later ?? [];
    let place = later.length;
    while (place > 0 && compareFacts(next, later[place - 1] as PlacedOops) < 0) place--;
    if (place >= most - 1) return;
    later.splice(place, 0, next);
    if (later.length >= most) later.pop();
    this.#later = later;
  }

  /** The numbers of the first few in the database. */
  list(): number[] {
    return [this.seq, ...(this.#later ?? []).map(({ seq }) => seq)];
  }
}
