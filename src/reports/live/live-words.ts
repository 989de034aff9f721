import { formatDuration } from '../../time/duration.js';
import { cutLine, toLine } from '../layout/text.js';
import { type IntakeStatus, lagOf } from './live-status.js';

/** Columns of a name: what counts is behind it. */
const NAME_WIDTH = 30;

/**
 * How a live ingest runs, in a line.
 *
 * @example
 * describeLive(intakes, now); // '/srv/oopses: 1204 accepted, 1203 loaded, 1 rejected, 2 s behind'
 */
export function describeLive(intakes: readonly Omit<IntakeStatus, 'spoolBytes'>[], now: number): string {
  return intakes
    .map(({ name, figures }) => `${cutLine(toLine(name), NAME_WIDTH)}: ${describeFigures(figures, now)}`)
    .join(' | ');
}

/** Only what there is to be told. */
function describeFigures(figures: IntakeStatus['figures'], now: number): string {
  const { accepted, loaded, rejected, discarded, pending, isConnected } = figures;
  const lag = lagOf(figures, now);
  const parts = [
    ...(isConnected ? [] : ['NOT CONNECTED']),
    `${accepted} accepted`,
    `${loaded} loaded`,
    ...(rejected > 0 ? [`${rejected} rejected`] : []),
    ...(discarded > 0 ? [`${discarded} turned away`] : []),
    ...(pending > 0 ? [`${pending} pending`] : []),
    lag === null ? 'not caught up yet' : `${formatDuration(Math.round(lag) * 1000)} behind`,
  ];
  return parts.join(', ');
}
