import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseStoreAddress } from '../../../src/store/address/parse-address.js';
import { UserError } from '../../../src/user-error.js';

const parse = (text: string) => parseStoreAddress(text, '--db', '/srv');

const PASSWORD =
  '--db holds a password, which others can read in the list of processes. Put it into OOPS_REPORT_DB_PASSWORD, or into a file that OOPS_REPORT_DB_PASSWORD_FILE names.';
const LIKE = 'Write it like clickhouse://user@host:8123/database.';

describe('parseStoreAddress', () => {
  it.each([
    ['oops-report.db', '/srv/oops-report.db'],
    ['../oops.db', '/oops.db'],
    ['/var/lib/oops.db', '/var/lib/oops.db'],
    [':memory:', ':memory:'],
    ['odd:name.db', '/srv/odd:name.db'],
    ['./a://b', '/srv/a:/b'],
  ])('takes %s for a file', (path, file) => {
    expect(parse(path)).toEqual({ engine: 'sqlite', path, file });
  });

  const usual = { engine: 'clickhouse', isSecure: false, user: 'default', password: '' };

  it.each([
    [
      'clickhouse://ch1/oops',
      { ...usual, nodes: [{ host: 'ch1', port: 8123 }], database: 'oops', cluster: null, cut: null },
    ],
    [
      'ClickHouses://oops@CH1.example.com/oops/',
      {
        ...usual,
        isSecure: true,
        user: 'oops',
        nodes: [{ host: 'ch1.example.com', port: 8443 }],
        ...{ database: 'oops', cluster: null, cut: null },
      },
    ],
    [
      'clickhouse://a%40b@ch1:1,ch1:2,[2001:DB8::1]/oops-2?cluster=two.shards',
      {
        ...usual,
        user: 'a@b',
        nodes: [
          { host: 'ch1', port: 1 },
          { host: 'ch1', port: 2 },
          { host: '2001:db8::1', port: 8123 },
        ],
        ...{ database: 'oops-2', cluster: 'two.shards', cut: null },
      },
    ],
    [
      'clickhouse://ch1/oops?cut=1795831336761868',
      {
        ...{ ...usual, nodes: [{ host: 'ch1', port: 8123 }], database: 'oops' },
        ...{ cluster: null, cut: 1795831336761868 },
      },
    ],
  ])('reads %s', (text, address) => {
    expect(parse(text)).toEqual(address);
  });

  it.each([
    [
      'postgres://ann:secret@db/oops',
      '--db postgres:// is no kind of store. Name a file, or a database as clickhouse://user@host:8123/database.',
    ],
    [
      'http://ch1:8123/oops',
      '--db http:// is no kind of store. Name a file, or a database as clickhouse://user@host:8123/database.',
    ],
    ['clickhouse:ch1/oops', `--db has no // behind clickhouse:. ${LIKE}`],
    ['clickhouse://ann:secret@ch1/oops', PASSWORD],
    ['clickhouse://ann:@ch1/oops', PASSWORD],
    ['clickhouse://ann:sec/ret@ch1/oops', PASSWORD],
    ['clickhouse://ann:sec@ret?@ch1/oops', PASSWORD],
    ['clickhouse://ch1/oops?password=secret', PASSWORD],
    ['clickhouse://ch1/oops?passwd=secret', PASSWORD],
    ['clickhouse://', `--db names no server. ${LIKE}`],
    ['clickhouse:///oops', `--db names no server. ${LIKE}`],
    ['clickhouse://ann@/oops', `--db names no server. ${LIKE}`],
    ['clickhouse://ch1,/oops', `--db has a server whose name is none. ${LIKE}`],
    ['clickhouse://ch 1/oops', `--db has a server whose name is none. ${LIKE}`],
    ['clickhouse://[::x]/oops', `--db has a server whose name is none. ${LIKE}`],
    ['clickhouse://::1/oops', `--db has a server whose name is none. ${LIKE}`],
    [
      'clickhouse://ch1:0/oops',
      `--db has no port behind ch1: that is a number from 1 to 65535, such as 8123. ${LIKE}`,
    ],
    [
      'clickhouses://ch1:65536/oops',
      `--db has no port behind ch1: that is a number from 1 to 65535, such as 8443. ${LIKE}`,
    ],
    [
      'clickhouse://ch1:/oops',
      `--db has no port behind ch1: that is a number from 1 to 65535, such as 8123. ${LIKE}`,
    ],
    ['clickhouse://ch1,CH1:8123/oops', '--db names ch1 twice. Name each server once.'],
    ['clickhouse://ch1', `--db names no database behind the server. ${LIKE}`],
    ['clickhouse://ch1/?cluster=two', `--db names no database behind the server. ${LIKE}`],
    [
      'clickhouse://ch1/oops/events',
      '--db names a database with other signs than letters, digits, _ and -. Give it another name.',
    ],
    [
      'clickhouse://ch1/oops?clsuter=two',
      '--db has an unknown key behind the question mark. Did you mean cluster?',
    ],
    [
      'clickhouse://ch1/oops?secure',
      '--db has an unknown key behind the question mark. There are ?cluster=name and ?cut=number.',
    ],
    ['clickhouse://ch1/oops?cluster=a&cluster=b', '--db names two clusters. Name one.'],
    [
      'clickhouse://ch1/oops?cluster=',
      '--db names a cluster that can be none. Write it like ?cluster=name, as the servers call it.',
    ],
    [
      'clickhouse://ch1/oops?cluster',
      '--db names a cluster that can be none. Write it like ?cluster=name, as the servers call it.',
    ],
    ['clickhouse://ch1/oops?cut=1&cut=2', '--db names two cuts. Name one.'],
    [
      'clickhouse://ch1/oops?cut=yesterday',
      '--db has a cut that is none. Write it as reports tell it, like ?cut=1795831336761868.',
    ],
    ['clickhouse://100%@ch1/oops', '--db has a % that stands for nothing. A % in a name is written %25.'],
  ])('refuses %s', (text, message) => {
    expect(() => parse(text)).toThrow(new UserError(message));
  });

  it('shows no password in what it says of any text', () => {
    const part = fc.string({ unit: fc.constantFrom(...'ab:/@?#%,[].=&') });
    fc.assert(
      fc.property(part, part, (before, after) => {
        const text = `clickhouse://${before}user:sEcReT${after}@host/oops`;
        expect(() => parse(text)).toThrow(UserError);
        try {
          parse(text);
        } catch (error) {
          expect(String(error)).not.toContain('sEcReT');
        }
      }),
    );
  });
});
