import type { Confirmation } from '../../../edits/confirm-long.js';
import { Unconfirmed } from '../../../edits/unconfirmed.js';
import type { Editor } from '../../page.js';

/** The field that confirms what is most often a mistake. */
const FIELD = 'yes';

/** Whether somebody has confirmed what was asked. */
export function isConfirmed(fields: URLSearchParams): boolean {
  return (fields.get(FIELD) ?? '') !== '';
}

/** Whether the form shows the box that confirms: only where there is something to confirm, so that it is no habit. */
export function asksToConfirm(fields: URLSearchParams, error: unknown): boolean {
  return error instanceof Unconfirmed || isConfirmed(fields);
}

/** Nobody can be asked while a form is answered: it is shown again, with a box. */
export function confirmationOf(editor: Editor): Confirmation {
  return { ask: async () => false, advice: howToConfirm(editor) };
}

/** How something is confirmed by who has sent a form. */
export function howToConfirm({ formToken }: Editor): string {
  return formToken === '' ? 'Confirm it with yes=1' : 'Confirm it with the box below';
}
