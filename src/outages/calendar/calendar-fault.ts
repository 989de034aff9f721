/**
 * Why an event cannot be imported: it asks for something that would not be honoured in full, or it is malformed. The
 * message names it and says what to do; it refuses the event, never a part of it.
 */
export class CalendarFault extends Error {
  override readonly name = 'CalendarFault';
}
