/** How often the same is said at most, in milliseconds. */
const AS_OFTEN = 60_000;

/** Makes what passes a remark on at most once a minute: what goes wrong again and again is said once, and again while it lasts. */
export function createOccasionalRemark(
  onRemark: (remark: string) => void,
  now: () => number,
): (remark: string) => void {
  const saidAt = new Map<string, number>();
  return (remark) => {
    if (now() - (saidAt.get(remark) ?? Number.NEGATIVE_INFINITY) < AS_OFTEN) return;
    // There are a handful of faults; what tells of one file each is not said twice anyway.
    if (saidAt.size > 100) saidAt.clear();
    saidAt.set(remark, now());
    onRemark(remark);
  };
}
