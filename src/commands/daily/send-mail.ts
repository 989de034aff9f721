import type { SendMailOptions } from 'nodemailer';
import { MAIL_SECURITY, type MailConfig, type MailSecurity } from '../../config/config.js';
import type { DailyMail } from '../../reports/daily/mail/build-mail.js';
import { toLine } from '../../reports/layout/text.js';
import { UserError } from '../../user-error.js';

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

/** All that sending needs. */
export interface MailSettings {
  readonly host: string;
  readonly port: number;
  readonly security: MailSecurity;
  readonly login: { readonly user: string; readonly password: string } | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads how to send: the environment (`OOPS_REPORT_SMTP_HOST`, `_PORT`, `_SECURITY`, `_USER`, `_PASSWORD`) before the
 * config. The password is read from nowhere else, so that no config holds it. Throws a UserError for what is missing.
 */
export function readMailSettings(config: MailConfig, env: Environment): MailSettings {
  const host = env.OOPS_REPORT_SMTP_HOST || config.host;
  if (!host) {
    throw new UserError(
      'There is no mail server: name one as mail.host in the config or in OOPS_REPORT_SMTP_HOST.',
    );
  }
  const security = readSecurity(env.OOPS_REPORT_SMTP_SECURITY) ?? config.security;
  const user = env.OOPS_REPORT_SMTP_USER || config.user;
  const password = env.OOPS_REPORT_SMTP_PASSWORD;
  if (user && !password) {
    throw new UserError(`${user} cannot log in without a password: set OOPS_REPORT_SMTP_PASSWORD.`);
  }
  const usual = security === 'tls' ? 465 : user ? 587 : 25;
  return {
    host,
    port: readPort(env.OOPS_REPORT_SMTP_PORT) ?? config.port ?? usual,
    security: security === 'auto' && user ? 'starttls' : security,
    login: user && password ? { user, password } : null,
  };
}

/** The sender. Throws a UserError when none is named. */
export function readSender(config: MailConfig, env: Environment): string {
  const from = env.OOPS_REPORT_MAIL_FROM || config.from;
  if (from && /[^\s@<>]+@[^\s@<>]+/.test(from) && !/[\r\n]/.test(from)) return from;
  throw new UserError(
    from
      ? `OOPS_REPORT_MAIL_FROM ${JSON.stringify(from)} is no sender. Write it as oops@example.com.`
      : 'There is no sender: name one as mail.from in the config or in OOPS_REPORT_MAIL_FROM.',
  );
}

function readSecurity(text: string | undefined): MailSecurity | null {
  if (!text) return null;
  const found = MAIL_SECURITY.find((known) => known === text);
  if (found) return found;
  throw new UserError(`OOPS_REPORT_SMTP_SECURITY ${text} is not one of ${MAIL_SECURITY.join(', ')}.`);
}

function readPort(text: string | undefined): number | null {
  if (!text) return null;
  if (/^[1-9]\d{0,4}$/.test(text) && Number(text) < 65_536) return Number(text);
  throw new UserError(`OOPS_REPORT_SMTP_PORT ${text} is no port. Write one from 1 to 65535.`);
}
