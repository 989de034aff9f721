import type { Outage } from '../../outages/outage.js';

/**
 * The outage that somebody wants to see who names none: one that lasts, of several that which began last; else one that
 * ended less than `watched` ago; else the next one that is planned; else the last there was. Undefined when there is none.
 *
 * @param watched for how long an outage is watched after its end, in milliseconds
 */
export function chooseOutage(outages: readonly Outage[], now: number, watched: number): Outage | undefined {
  const begun = outages.filter(({ start }) => start <= now);
  const endOf = ({ end }: Outage) => end ?? Number.POSITIVE_INFINITY;
  return (
    begun.findLast((outage) => endOf(outage) > now) ??
    begun.findLast((outage) => endOf(outage) + watched > now) ??
    outages.find(({ start }) => start > now) ??
    begun.at(-1)
  );
}

/** An outage that was chosen before, also where it was only planned then and has another id now that it happens. */
export function findAgain(outages: readonly Outage[], id: string): Outage | undefined {
  return (
    outages.find((outage) => outage.id === id) ??
    outages.find(({ planned }) => planned.some((plan) => plan.outage === id))
  );
}
