/**
 * Lengths of time in milliseconds. They are date-fns's; Node reads the whole of its list of modules, 200 KB of JSON, for every
 * file that names one of them, and this is the only one that does.
 */
export {
  millisecondsInDay,
  millisecondsInHour,
  millisecondsInMinute,
  millisecondsInWeek,
} from 'date-fns/constants';
