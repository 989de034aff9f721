/**
 * How a connection to a mail server is secured. `starttls`: turned into TLS before anything is said, or given up;
 * `tls`: TLS from the start; `none`; `auto`: as `starttls` where a user logs in, else TLS where the server offers it.
 */
export const MAIL_SECURITY = ['auto', 'starttls', 'tls', 'none'] as const;
export type MailSecurity = (typeof MAIL_SECURITY)[number];

/** What a config says of mail; null where it says nothing. */
export interface MailConfig {
  readonly host: string | null;
  readonly port: number | null;
  readonly security: MailSecurity;
  readonly user: string | null;
  /** `oops@example.com`, or with a name in front: `Summaries <oops@example.com>`. */
  readonly from: string | null;
}
