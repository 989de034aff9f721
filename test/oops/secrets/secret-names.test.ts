import { describe, expect, it } from 'vitest';
import { BUILT_IN_REDACTION } from '../../../src/oops/secrets/redaction-rules.js';
import { createNameTest } from '../../../src/oops/secrets/secret-names.js';

describe('names of secrets', () => {
  const isSecret = createNameTest(BUILT_IN_REDACTION);
  it.each([
    ...['HTTP_COOKIE', 'Set-Cookie', 'HTTP_AUTHORIZATION', 'Proxy-Authorization', 'HTTP_X_CSRFTOKEN'],
    ...[
      'password',
      'DB_PASSWD',
      'userPassword',
      'AWS_SECRET_ACCESS_KEY',
      'apiKey',
      'sessionid',
      'session-id',
    ],
    ...['PGPASSWORD', 'smtp_pass', 'pwd', 'client_credentials', 'X-Auth'],
  ])('%s is one', (name) => expect(isSecret(name)).toBe(true));

  it.each(['HTTP_HOST', 'REQUEST_METHOD', 'AUTHOR', 'bypass', 'compass_heading', 'key', 'REMOTE_USER', ''])(
    '%s is none',
    (name) => expect(isSecret(name)).toBe(false),
  );

  it('are those of the config too, in any case, as headers and with wildcards', () => {
    const own = createNameTest({ builtIn: false, variables: ['X-Tenant', 'card*'], parameters: ['sig'] });
    expect(['http_x_tenant', 'X-TENANT', 'CARD_NUMBER', 'Sig'].map(own)).toEqual(Array(4).fill(true));
    expect(['PASSWORD', 'x_tenants', 'design'].map(own)).toEqual(Array(3).fill(false));
  });
});
