import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { onTestFinished } from 'vitest';

const FIXTURES = new URL('../fixtures/mail/', import.meta.url);

/** A mail as the server got it. */
export interface ReceivedMail {
  readonly to: readonly string[];
  readonly secure: boolean;
  readonly user: string | null;
  readonly text: string;
}

export interface MailServer {
  readonly port: number;
  readonly received: readonly ReceivedMail[];
}

/** The certificate of the server: for localhost, signed by itself. */
export const CERTIFICATE = new URL('cert.pem', FIXTURES);

/** Starts an SMTP server on localhost that lasts until the test ends. It knows the user oops with the password secret. */
export async function startMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  const server = new SMTPServer({
    key: readFileSync(new URL('key.pem', FIXTURES)),
    cert: readFileSync(CERTIFICATE),
    authOptional: true,
    onAuth({ username, password }, _session, done) {
      if (username === 'oops' && password === 'secret') done(null, { user: username });
      else done(new Error('Invalid login'));
    },
    onRcptTo({ address }, _session, done) {
      done(address.startsWith('gone@') ? new Error('No such mailbox') : null);
    },
    onData(stream, { envelope, secure, user }, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const to = envelope.rcptTo.map(({ address }) => address);
        received.push({
          to,
          secure,
          user: user ? String(user) : null,
          text: Buffer.concat(parts).toString(),
        });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(resolve)));
  return { port: (server.server.address() as AddressInfo).port, received };
}
