import { UserError } from '../user-error.js';

/** Something is most often a mistake, and nobody has confirmed it. */
export class Unconfirmed extends UserError {}
