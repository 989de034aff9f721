import { describe, expect, it } from 'vitest';
import { signatureOf } from '../../../src/oops/classes/signature.js';

/** The signature of an event that says what tells its group. */
const sign = (
  fingerprint: readonly string[],
  exception: { type: string | null; value: string | null } = ORDER,
) => signatureOf({ ...exception, fingerprint, isEvent: true }, 'generic');

const ORDER = { type: 'OrderError', value: 'Order 4711 not found' };

describe('the signature of an event with a fingerprint', () => {
  it.each([
    { type: 'OrderError', value: 'Order 4711 not found' },
    { type: 'IOError', value: 'disk full' },
    { type: null, value: null },
  ])('is its parts alone, whatever type and value are: %j', (exception) => {
    expect(sign(['celery', '123', 'a b@c.d'], exception)).toEqual({
      type: 'celery · 123 · a b@c.d',
      value: '',
    });
  });

  it.each([[['{{ default }}']], [['{{default}}']], [[]]])(
    'is the usual one where it says no more: %j',
    (parts) => {
      expect(sign(parts)).toEqual({ type: 'OrderError', value: 'Order $INT not found' });
    },
  );

  it('tells groups apart within the usual one where the default is among its parts', () => {
    expect(sign(['{{ default }}', 'eu', '4711'])).toEqual({
      type: 'OrderError',
      value: 'Order $INT not found [eu · 4711]',
    });
    expect(sign(['eu', '{{ default }}'], { type: 'OrderError', value: null })).toEqual({
      type: 'OrderError',
      value: '[eu]',
    });
  });

  it.each([
    [['{{ type }}', 'x'], 'OrderError · x'],
    [['{{error.type}}'], 'OrderError'],
    [['{{ value }}'], 'Order 4711 not found'],
    [['{{ error.value }}', '{{ type }}'], 'Order 4711 not found · OrderError'],
    [['{{ transaction }}', '{{ tags.shop }}'], '{{ transaction }} · {{ tags.shop }}'],
    [['the {{ type }}'], 'the {{ type }}'],
  ])('fills in type and value, and leaves the rest: %j is %j', (parts, expected) => {
    expect(sign(parts).type).toBe(expected);
  });

  it('says that a type or value is unknown', () => {
    expect(sign(['{{ type }}', '{{ value }}'], { type: null, value: null }).type).toBe(
      '<no-type> · <no-value>',
    );
  });

  it('is one line of at most 1,000 characters', () => {
    expect(sign([' a\n b ', 'c']).type).toBe('a b · c');
    expect(sign(['x'.repeat(5000), 'y']).type).toMatch(/^x+ \.\.\. x+ · y$/);
    expect(sign(['x'.repeat(5000), 'y']).type).toHaveLength(1000);
  });
});
