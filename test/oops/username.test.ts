import { describe, expect, it } from 'vitest';
import { parseUsername, type Username } from '../../src/oops/request.js';

describe('parseUsername', () => {
  it.each<[text: string, ...parts: (string | null)[]]>([
    ['mark, 42, Mark S, ships', 'mark', '42', 'Mark S', 'ships'],
    ['mark, 42, Mark S, space, and ships', 'mark', '42', 'Mark S', 'space, and ships'],
    ['mark, 42, Mark S, ', 'mark', '42', 'Mark S', null],
    ['mark, 42, Mark S,', 'mark', '42', 'Mark S', null],
    ['mark, 42', 'mark', '42', null, null],
    ['mark', 'mark', null, null, null],
    ['  mark ,  42 ', 'mark', '42', null, null],
    [', 42, , x', null, '42', null, 'x'],
    ['a,b, 42', 'a,b', '42', null, null],
    ['', null, null, null, null],
  ])('reads %j', (text, login, id, displayName, description) => {
    expect(parseUsername(text)).toEqual({ login, id, displayName, description } as Username);
  });
});
