import type { SendMailOptions } from 'nodemailer';
import type { DailyMail } from '../reports/daily/daily-mail.js';
import { toLine } from '../reports/text-layout.js';
import type { MailSettings } from './mail-settings.js';

/** How long a server may be silent, in milliseconds. */
const PATIENCE = 30_000;

/** What became of a mail: who got it, and what went wrong, null when nothing did. */
export interface SentMail {
  readonly accepted: readonly string[];
  readonly fault: string | null;
}

/** Sends mails one after the other. What one server refuses does not hold up the others. */
export async function sendMails(
  mails: readonly DailyMail[],
  settings: MailSettings,
  at: number,
): Promise<SentMail[]> {
  const { host, port, security, login } = settings;
  const { createTransport } = await loadMailer();
  const transport = createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    // Nobody is told a secret where TLS is merely taken when it is offered: it protects as much as the server can.
    tls: { rejectUnauthorized: security !== 'auto' },
    ...(login ? { auth: { user: login.user, pass: login.password } } : {}),
    connectionTimeout: PATIENCE,
    greetingTimeout: PATIENCE,
    socketTimeout: PATIENCE,
  });
  const sent: SentMail[] = [];
  for (const mail of mails) {
    try {
      const { accepted, rejected } = await transport.sendMail(optionsOf(mail, at));
      const refused = rejected.map(addressOf).join(', ');
      sent.push({
        accepted: accepted.map(addressOf),
        fault: refused === '' ? null : `${host} refused the recipient ${refused}`,
      });
    } catch (error) {
      sent.push({ accepted: [], fault: `${host}:${port}: ${toLine((error as Error).message)}` });
    }
  }
  transport.close();
  return sent;
}

/** The mail as a file holds it. */
export async function printMail(mail: DailyMail, at: number): Promise<Uint8Array> {
  const { createTransport } = await loadMailer();
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const { message } = await transport.sendMail(optionsOf(mail, at));
  return message as Uint8Array;
}

/** The library takes longer to load than a small report to make, and few commands send mail. */
async function loadMailer() {
  return (await import('nodemailer')).default;
}

/** Auto-Submitted (RFC 3834) keeps out-of-office notes from answering. */
function optionsOf({ from, to, subject, messageId, text, html }: DailyMail, at: number): SendMailOptions {
  return {
    from,
    to: [...to],
    subject,
    messageId,
    text,
    html,
    date: new Date(at),
    headers: { 'Auto-Submitted': 'auto-generated' },
    // The library draws one by lot: the same mail is to have the same bytes.
    ...{ baseBoundary: messageId.replace(/\W/g, '').slice(0, 40) },
  };
}

function addressOf(address: string | { readonly address: string }): string {
  return typeof address === 'string' ? address : address.address;
}
