import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type EventSpool, openEventSpool } from '../../../src/receive/spool/event-spool.js';
import { makeFolder } from '../../support/temporary-folder.js';

const AT = Date.parse('2026-11-27T23:59:59.000Z');

async function openSpool(root: string, now = () => AT): Promise<EventSpool> {
  const spool = await openEventSpool(root, now);
  onTestFinished(() => spool.close());
  return spool;
}

const entry = (text: string, given: { isAlone?: boolean; events?: number } = {}) => ({
  bytes: Buffer.from(text),
  events: 1,
  isAlone: false,
  ...given,
});

/** All segments that are left, sealed and forgotten, as their texts. */
async function drain(spool: EventSpool): Promise<string[]> {
  const texts: string[] = [];
  for (let segment = await spool.seal(); segment; segment = await spool.seal()) {
    texts.push(readFileSync(segment.path, 'utf8'));
    await segment.forget();
  }
  return texts;
}

const waitingIn = (root: string) => readdirSync(join(root, '.http'));

describe('a spool of events', () => {
  it('collects what comes until it is sealed, in the folder of the day on which it began', async () => {
    const root = join(makeFolder(), 'spool');
    let now = AT;
    const spool = await openSpool(root, () => now);
    await Promise.all(['a\n', 'b\n'].map((text) => spool.append(entry(text))));
    now += 2000;
    await spool.append(entry('c\n', { events: 3 }));
    const segment = await spool.seal();
    expect(segment).toMatchObject({ events: 5, isNewest: true });
    expect(segment?.path).toMatch(/spool\/2026-11-27\/http-20261127T235959Z-[\da-f]{6}-000001\.json$/);
    expect(readFileSync(segment?.path ?? '', 'utf8')).toBe('a\nb\nc\n');
    await segment?.forget();
    expect(await spool.seal()).toBeNull();
    await spool.append(entry('d\n'));
    expect((await spool.seal())?.path).toMatch(/2026-11-28\/http-20261128T000001Z-[\da-f]{6}-000002\.json$/);
  });

  it('keeps what is unclear away from all else', async () => {
    const spool = await openSpool(makeFolder());
    const entries = [
      entry('a\n'),
      entry('{"', { isAlone: true }),
      entry('b\n'),
      entry('[', { isAlone: true }),
    ];
    await Promise.all(entries.map((one) => spool.append(one)));
    expect((await drain(spool)).sort()).toEqual(['[', 'a\nb\n', '{"']);
  });

  it('begins another segment when one is large', async () => {
    const spool = await openSpool(makeFolder());
    const large = 'x'.repeat(9_000_000);
    for (const text of [large, large, 'y']) await spool.append(entry(text));
    const first = await spool.seal();
    expect(first?.isNewest).toBe(false);
    expect([readFileSync(first?.path ?? '').length, await drain(spool)]).toEqual([18_000_000, ['y']]);
  });

  it('gives the next run what this one had not loaded: written, sealed, or torn', async () => {
    const root = makeFolder();
    const killed = await openEventSpool(root, () => AT);
    await killed.append(entry('loaded\n'));
    await (await killed.seal())?.forget();
    await killed.append(entry('sealed\n'));
    const sealed = await killed.seal();
    await killed.append(entry('written\n'));
    const [, torn = ''] = waitingIn(root).sort();
    appendFileSync(join(root, '.http', torn), '{"never acknow');
    await killed.close();
    writeFileSync(join(root, '.http/http-20261127T000000Z-000000-000001.part'), '');
    writeFileSync(join(root, '.http/notes.txt'), 'of somebody else');

    const spool = await openSpool(root);
    expect((await spool.seal())?.path).toBe(sealed?.path);
    expect(await drain(spool)).toEqual(['written\n{"never acknow']);
    expect(waitingIn(root).filter((name) => name.endsWith('.part'))).toHaveLength(1);
    await spool.append(entry('new\n'));
    expect(await drain(spool)).toEqual(['new\n']);
  });

  it('is not shared with another program', async () => {
    const root = makeFolder();
    const spool = await openEventSpool(root, () => AT);
    await expect(openEventSpool(root, () => AT)).rejects.toThrow(
      `${root}: another program is using this spool. End it, or name another one with --spool.`,
    );
    await spool.close();
    await (await openEventSpool(root, () => AT)).close();
  });
});
