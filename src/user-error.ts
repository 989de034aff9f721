/**
 * Something that the user can put right: a missing file, a bad option, a wrong line in a config.
 *
 * The message is one line that says what is wrong, where, and what to do. The program prints it alone, without a
 * stack trace, and ends with exit code 2.
 *
 * @example
 * throw new UserError('windows.csv line 14: end 09:00 is before start 10:00. Swap them, or leave end empty.');
 */
export class UserError extends Error {
  override readonly name = 'UserError';
}
