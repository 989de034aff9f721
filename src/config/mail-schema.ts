import { MAIL_SECURITY } from './config.js';
import { choice, mapping, nonEmpty, scalar, text } from './values.js';

/** `Summaries <oops@example.com>`, or the address alone. */
const sender = scalar(
  (written) => /^(?:[^<>\r\n]+<[^\s@<>]+@[^\s@<>]+>|[^\s@<>]+@[^\s@<>]+)$/.exec(written.trim())?.[0] ?? null,
  'a sender such as oops@example.com or Summaries <oops@example.com>',
);

/** A number of a TCP port. */
const port = scalar(
  (written) => (/^[1-9]\d{0,4}$/.test(written) && Number(written) < 65_536 ? Number(written) : null),
  'a port from 1 to 65535',
);

/** The key `mail`: how summaries are sent. The password is no part of it, see `readMailSettings`. */
export const mailSchema = mapping({
  host: scalar(nonEmpty, 'the name of a host').nullable().default(null),
  port: port.nullable().default(null),
  security: choice(MAIL_SECURITY).default('auto'),
  user: text.nullable().default(null),
  from: sender.nullable().default(null),
});
