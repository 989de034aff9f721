/** Does work when all that was asked for before is over. Gives what the work gives, or throws what it throws. */
export type Queue = <T>(work: () => T | Promise<T>) => Promise<T>;

/** Makes an empty queue. What fails in it keeps nothing that comes after from being done. */
export function createQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = last.then(work);
    last = done.catch(() => {});
    return done;
  };
}
