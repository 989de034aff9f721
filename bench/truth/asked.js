import { millisecondsInHour, millisecondsInMinute } from 'date-fns/constants';

/**
 * When the verdict is asked for, after the end of the outage. What an outage did to its systems lasts until then and is
 * over before the day begins that the next outage, two days later, is compared with: so a day is half an hour short of it.
 */
export const ASKED_AFTER = {
  '40 min': 40 * millisecondsInMinute,
  '3 h': 3 * millisecondsInHour,
  'a day': 23.5 * millisecondsInHour,
};
/** @typedef {keyof typeof ASKED_AFTER} Asked */
