import { plural } from './layout/text.js';

/** How many different users and URLs OOPSes name, those of robots left out. */
export interface TouchedCounts {
  readonly users: number;
  readonly urls: number;
}

/** What an OOPS says of whom it touched. */
export interface TouchedBy {
  readonly userId: number | null;
  readonly urlId: number | null;
  readonly isRobot: boolean;
}

/**
 * Counts the users and URLs that an outage touched, the same in every report: a robot is no user, and what it asks for
 * nobody waits for. One user and one URL count once, however often the request was tried.
 */
export class TouchedTally {
  readonly #users = new Set<number>();
  readonly #urls = new Set<number>();

  add({ userId, urlId, isRobot }: TouchedBy): void {
    if (isRobot) return;
    if (userId !== null) this.#users.add(userId);
    if (urlId !== null) this.#urls.add(urlId);
  }

  get counts(): TouchedCounts {
    return { users: this.#users.size, urls: this.#urls.size };
  }
}

/**
 * The counts in words.
 *
 * @example
 * touchedWords({ users: 1, urls: 67 }); // '1 user and 67 URLs touched, robots left out'
 */
export function touchedWords({ users, urls }: TouchedCounts): string {
  return `${plural(users, 'user')} and ${plural(urls, 'URL')} touched, robots left out`;
}
