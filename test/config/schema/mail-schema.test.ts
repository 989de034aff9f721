import { describe, expect, it } from 'vitest';
import { mailSchema } from '../../../src/config/schema/mail-schema.js';
import { mapping } from '../../../src/config/schema/values.js';
import { faultsOf } from '../../support/config-faults.js';

const schema = mapping({ mail: mailSchema });

describe('the schema of mail', () => {
  it.each([
    ['mail: { port: 0 }', 'mail.port: "0" is not a port from 1 to 65535.'],
    ['mail: { password: x }', 'mail: is no known key. Known here: host, port, security, user, from.'],
    [
      'mail: { from: nobody }',
      'mail.from: "nobody" is not a sender such as oops@example.com or Summaries <oops@example.com>.',
    ],
    ['mail: { port: 65536 }', 'mail.port: "65536" is not a port from 1 to 65535.'],
    ['mail: { security: ssl }', 'mail.security: "ssl" is not one of auto, starttls, tls, none.'],
    [
      'mail: { from: "Summaries <oops@example.com> and others" }',
      'mail.from: "Summaries <oops@example.com> and others" is not a sender such as oops@example.com or Summaries <oops@example.com>.',
    ],
  ])('refuses %j', (text, expected) => expect(faultsOf(schema, text)).toEqual([expected]));

  it.each([
    'mail:',
    'mail: { port: 65535 }',
    'mail: { from: oops@example.com }',
    'mail: { from: "  Summaries <oops@example.com> " }',
  ])('takes %j', (text) => expect(faultsOf(schema, text)).toEqual([]));
});
