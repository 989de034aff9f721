import type { OutageWindow } from '../outages/window.js';
import { UserError } from '../user-error.js';

/** Why a window cannot be changed into one that the log has already. */
export function refuseTakenPlace({ outage, phase, systems }: OutageWindow): UserError {
  return new UserError(
    `${outage}: the log already has a ${phase} window of ${systems.join(' ')} that begins then. Edit or remove that one.`,
  );
}
