import { MAIL_SECURITY } from '../config.js';
import { choice, mapping, nonEmpty, scalar, text } from './values.js';

/** `Summaries <oops@example.com>`, or the address alone. */
const sender = scalar(
  (written) => /^(?:[^<>\r\n]+<[^\s@<>]+@[^\s@<>]+>|[^\s@<>]+@[^\s@<>]+)$/.exec(written.trim())?.[0] ?? null,
  'a sender such as oops@example.com or Summaries <oops@example.com>',
  { type: 'string' },
);

/** A number of a TCP port. */
const port = scalar(
  (written) => (/^[1-9]\d{0,4}$/.test(written) && Number(written) < 65_536 ? Number(written) : null),
  'a port from 1 to 65535',
  { type: 'integer', minimum: 1, maximum: 65_535 },
);

/** The key `mail`: how summaries are sent. The password is no part of it, see `readMailSettings`. */
export const mailSchema = mapping({
  host: scalar(nonEmpty, 'the name of a host').nullable().default(null).describe('The mail server.'),
  port: port.nullable().default(null).describe('25; with security: tls 465, and where a user logs in 587.'),
  security: choice(MAIL_SECURITY)
    .default('auto')
    .describe('auto: STARTTLS where a user logs in, else TLS where the server offers it.'),
  user: text.nullable().default(null).describe('Who logs in.'),
  from: sender.nullable().default(null).describe('The sender, such as Summaries <oops@example.com>.'),
});
