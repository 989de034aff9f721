import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ClickHouseAddress,
  nameState,
  nameStore,
  type StoreAddress,
  writeStoreAddress,
} from '../../../src/store/address/address.js';
import { parseStoreAddress } from '../../../src/store/address/parse-address.js';

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';
const name = fc.string({ unit: fc.constantFrom(...letters, '-', '_'), minLength: 1, maxLength: 8 });

const node = fc.record({
  host: fc.oneof(
    fc.domain().map((host) => host.toLowerCase()),
    name,
    fc.ipV4(),
    fc.ipV6().map((host) => host.toLowerCase()),
  ),
  port: fc.oneof(fc.constantFrom(8123, 8443), fc.integer({ min: 1, max: 65_535 })),
});

const anyServers: fc.Arbitrary<ClickHouseAddress> = fc.record({
  engine: fc.constant('clickhouse' as const),
  isSecure: fc.boolean(),
  nodes: fc
    .uniqueArray(node, {
      selector: ({ host, port }) => `${host} ${port}`,
      minLength: 1,
      maxLength: 4,
    })
    .map(([first, ...others]) => [first as ClickHouseAddress['nodes'][0], ...others] as const),
  user: fc.oneof(fc.constant('default'), fc.string({ unit: 'grapheme', minLength: 1 })),
  password: fc.constant(''),
  database: name,
  cluster: fc.option(name, { nil: null }),
  cut: fc.option(fc.maxSafeNat(), { nil: null }),
});

const anyAddress: fc.Arbitrary<StoreAddress> = fc.oneof(
  anyServers,
  name.map((path) => ({ engine: 'sqlite', path: `/srv/${path}`, file: `/srv/${path}` }) as const),
);

const SERVERS: ClickHouseAddress = {
  ...{ engine: 'clickhouse', isSecure: true, user: 'ann b', password: 'secret' },
  nodes: [
    { host: 'ch1.example.com', port: 8443 },
    { host: '::1', port: 9000 },
  ],
  ...{ database: 'oops', cluster: 'two', cut: null },
};

describe('the address of a store', () => {
  it('reads the same when it is written', () => {
    fc.assert(
      fc.property(anyAddress, (address) => {
        expect(parseStoreAddress(writeStoreAddress(address), '--db', '/elsewhere')).toEqual(address);
      }),
    );
  });

  it('is shown to people without user and password, and written without the password', () => {
    expect(nameStore(SERVERS)).toBe('clickhouses://ch1.example.com,[::1]:9000/oops?cluster=two');
    expect(writeStoreAddress(SERVERS)).toBe(
      'clickhouses://ann%20b@ch1.example.com,[::1]:9000/oops?cluster=two',
    );
  });

  it('tells by what moment what had arrived is read', () => {
    expect(nameState(SERVERS, 1795831336761868)).toBe(
      'clickhouses://ch1.example.com,[::1]:9000/oops?cluster=two&cut=1795831336761868',
    );
    expect(nameState(SERVERS, null)).toBe(nameStore(SERVERS));
    expect(nameState({ engine: 'sqlite', path: 'oops.db', file: '/srv/oops.db' }, null)).toBe('oops.db');
  });

  it('of a file is shown as the user named it', () => {
    expect(nameStore({ engine: 'sqlite', path: '../oops.db', file: '/srv/oops.db' })).toBe('../oops.db');
  });
});
