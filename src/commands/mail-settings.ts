import type { MailConfig, MailSecurity } from '../config/mail-settings.js';
import { MAIL_SECURITY } from '../config/mail-settings.js';
import { UserError } from '../user-error.js';

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
