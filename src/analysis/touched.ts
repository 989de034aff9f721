/** How many different users and URLs OOPSes name, those of robots left out. */
export interface TouchedCounts {
  readonly users: number;
  readonly urls: number;
}

/** What an OOPS says of whom it touched. */
export interface TouchedBy {
  readonly userMark: number | null;
  readonly urlMark: number | null;
  readonly isRobot: boolean;
}

/**
 * Counts the users and URLs that an outage touched, the same in every report: a robot is no user, and what it asks for
 * nobody waits for. One user and one URL count once, however often the request was tried.
 */
export class TouchedTally {
  readonly #users = new Set<number>();
  readonly #urls = new Set<number>();

  add({ userMark, urlMark, isRobot }: TouchedBy): void {
    if (isRobot) return;
    if (userMark !== null) this.#users.add(userMark);
    if (urlMark !== null) this.#urls.add(urlMark);
  }

  get counts(): TouchedCounts {
    return { users: this.#users.size, urls: this.#urls.size };
  }
}
