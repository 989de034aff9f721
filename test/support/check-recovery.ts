import type { SystemEvidence } from '../../src/analysis/evidence.js';
import { checkRecoveries, type RecoveryCheck } from '../../src/analysis/recovery/recovery-check.js';
import { evidenceOf, SETTINGS, systemOf } from './build-evidence.js';

/** The recovery of some systems of one outage, in the order given. */
export function checkAll(systems: readonly SystemEvidence[], settings = SETTINGS): RecoveryCheck[] {
  return checkRecoveries(evidenceOf(...systems), settings);
}

/** The recovery of one system. */
export function checkRecovery(more: Partial<SystemEvidence> = {}, settings = SETTINGS): RecoveryCheck {
  const [checked] = checkAll([systemOf(more)], settings);
  if (!checked) throw new Error('one system in, one out');
  return checked;
}
