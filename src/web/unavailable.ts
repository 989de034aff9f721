import { UserError } from '../user-error.js';

/** What stands in an error that goes from one thread to another, where its class is lost. */
const MARK = 'the data cannot be asked';

/** Makes of what is wrong with the data, and can be put right, an error that other threads know as such. */
export function unavailable({ message }: UserError): Error {
  return new Error(message, { cause: MARK });
}

/** Whether the data cannot be asked now, as while a server is away or a file is locked: that is no fault of the program. */
export function isUnavailable(error: unknown): boolean {
  return error instanceof UserError || (error instanceof Error && error.cause === MARK);
}
