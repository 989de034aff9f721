import { LARGEST_BY_HAND, textOf, type WindowLogFormat } from '../window-log-format.js';
import { printCalendar } from './event-window.js';
import { parseCalendar } from './parse-calendar.js';

/** iCalendar, as calendar programs export it. */
export const CALENDAR: WindowLogFormat = {
  name: 'a calendar',
  files: 'calendars (iCalendar), whose windows are plans',
  ownsOutages: 'plans',
  largest: LARGEST_BY_HAND,
  recognises: (head) => /^\s*BEGIN:VCALENDAR/i.test(head),
  read: (bytes, options) => parseCalendar(textOf(bytes), options),
  print: printCalendar,
};
