import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createIds } from '../../../src/oops/events/event-ids.js';
import { parseOopsId } from '../../../src/oops/oops-id.js';

const anyContents = fc.array(fc.constantFrom('a', 'b', 'a\n1', ''), { maxLength: 12 });

/** As `sha256sum` says of it. */
const BOOM = 'OOPS-9fc513f6a89aaa1f6124d34b7e05fd87';

describe('createIds', () => {
  it('gives an id in the form of the ids of python-oops, the same each time', () => {
    const id = createIds()('{"msg":"boom"}');
    expect(id).toBe(BOOM);
    expect(parseOopsId(id)).toMatchObject({ kind: 'hash' });
  });

  it('gives the second of two that are equal an id of its own, and different contents different ids', () => {
    const giveId = createIds();
    const ids = ['a', 'a', 'b', 'a'].map(giveId);
    expect(new Set(ids).size).toBe(4);
    expect(['a', 'a', 'b', 'a'].map(createIds())).toEqual(ids);
  });

  it('gives what is read in parts the ids that it has as a whole', () => {
    fc.assert(
      fc.property(anyContents, fc.nat({ max: 12 }), (contents, cut) => {
        const whole = contents.map(createIds());
        const first = contents.slice(0, cut).map(createIds());
        const known = new Set(first);
        const rest = contents.slice(cut).map(createIds((id) => known.has(id)));
        expect([...first, ...rest]).toEqual(whole);
      }),
    );
  });

  it('gives the same ids whatever else lies between', () => {
    fc.assert(
      fc.property(anyContents, (contents) => {
        const giveId = createIds();
        const among = contents.flatMap((content) => [giveId(content), giveId(`other than ${content}`)]);
        expect(among.filter((_, index) => index % 2 === 0)).toEqual(contents.map(createIds()));
      }),
    );
  });
});
