import { mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openReportSpool } from '../../../src/receive/spool/report-spool.js';
import { dateOfFolder } from '../../../src/sources/find-reports.js';
import { reportBody } from '../../support/rabbitmq.js';
import { mountSmallDisk } from '../../support/small-disk.js';
import { makeFolder } from '../../support/temporary-folder.js';

const NOON = Date.parse('2026-11-27T12:00:00Z');
const DAY = '2026-11-27';
const NEXT_NOON = NOON + 86_400_000;

/** Opens a spool in a folder, whose clock can be moved. */
async function openSpool(root = join(makeFolder(), 'spool')) {
  let at = NOON;
  const spool = await openReportSpool(root, { limits: { unpackedBytes: 1024 }, now: () => at });
  return {
    root,
    move: (to: number) => {
      at = to;
    },
    keep: async (bodies: readonly Uint8Array[], isAgain = false) => {
      const kept = await spool.keep(
        bodies.map((body) => ({ body, isAgain, circumstances: { queue: 'oopses' } })),
      );
      return kept.map(({ path, refusal }) => [path.slice(root.length + 1), refusal]);
    },
  };
}

describe('a spool of reports', () => {
  it('names files by id, in the folder of the day, and keeps what came as it came', async () => {
    const { root, keep } = await openSpool();
    const body = reportBody('OOPS-2077A101');
    expect(await keep([body])).toEqual([[`${DAY}/oops-2077a101`, null]]);
    expect(readFileSync(join(root, DAY, 'oops-2077a101'))).toEqual(Buffer.from(body));
    expect(readdirSync(join(root, 'incoming'))).toEqual([]);
  });

  it('writes once what comes twice, also together, and across midnight where it is said to come again', async () => {
    const { root, keep, move } = await openSpool();
    const body = reportBody('OOPS-1A1');
    const first = [`${DAY}/oops-1a1`, null];
    expect(await keep([body, body])).toEqual([first, first]);
    expect(await keep([body])).toEqual([first]);
    move(NEXT_NOON);
    expect(await keep([body], true)).toEqual([first]);
    expect(readdirSync(join(root, DAY))).toEqual(['oops-1a1']);
  });

  it('keeps another report of the same id behind the first, whatever the case of the id', async () => {
    const { root, keep } = await openSpool();
    const others = [reportBody('oops-1A1', { value: 'b' }), reportBody('OOPS-1A1', { value: 'c' })];
    await keep([reportBody('OOPS-1A1'), ...others]);
    const kept = await keep(others);
    expect(readdirSync(join(root, DAY)).sort()[0]).toBe('oops-1a1');
    expect(readdirSync(join(root, DAY))).toHaveLength(3);
    for (const [index, [path]] of kept.entries()) {
      expect(path).toMatch(/^2026-11-27\/oops-1a1-[0-9a-f]{32}$/);
      expect(readFileSync(join(root, path as string))).toEqual(Buffer.from(others[index] as Uint8Array));
    }
  });

  it('keeps every report, whatever its id, in a file that is loaded as a report', async () => {
    const { root, keep } = await openSpool();
    const hostile = [
      '../../../etc/passwd',
      '/a/b',
      'a\0b',
      '.',
      '..',
      '.hidden',
      'x.tmp',
      'x.json',
      '~',
      'é'.repeat(300),
    ];
    const ids = fc.oneof(
      fc.constantFrom(...hostile),
      fc.string({ minLength: 1, maxLength: 300, unit: 'grapheme' }),
    );
    await fc.assert(
      fc.asyncProperty(ids, fc.nat(), async (id, value) => {
        const body = reportBody(id, { value: String(value), time: undefined });
        const [[path, refusal] = []] = await keep([body]);
        // An id of nothing but white space is none.
        if (refusal !== null) {
          expect(refusal).toBe('no id');
          return;
        }
        expect(path).toMatch(/^2026-11-27\/[a-z0-9_-]{1,140}$/);
        expect(readFileSync(join(root, path as string))).toEqual(Buffer.from(body));
      }),
    );
  });

  it('sets aside what is no report, with why and how it came, each once', async () => {
    const { root, keep } = await openSpool();
    const bodies = ['', 'garbage', 'x'.repeat(2000)].map((text) => Buffer.from(text));
    const kept = await keep([...bodies, ...bodies]);
    expect(kept.map(([, refusal]) => refusal).slice(0, 3)).toEqual([
      'empty file',
      expect.stringMatching(/^is neither BSON nor text/),
      'is larger than 1024 bytes',
    ]);
    expect(kept.slice(3)).toEqual(kept.slice(0, 3));
    expect(readdirSync(join(root, 'rejected'))).toHaveLength(6);
    const [[empty] = []] = kept;
    expect(JSON.parse(readFileSync(join(root, `${empty}.txt`), 'utf8'))).toEqual({
      reason: 'empty file',
      queue: 'oopses',
    });
    expect(readdirSync(root).filter((name) => dateOfFolder(name) !== null)).toEqual([]);
  });

  it('removes what a killed process left in the making, after a while', async () => {
    const { root } = await openSpool();
    for (const [name, at] of [
      ['old.tmp', NOON - 4_000_000],
      ['young.tmp', NOON - 1000],
    ] as const) {
      writeFileSync(join(root, 'incoming', name), 'half');
      utimesSync(join(root, 'incoming', name), at / 1000, at / 1000);
    }
    await openSpool(root);
    expect(readdirSync(join(root, 'incoming'))).toEqual(['young.tmp']);
  });

  it('makes again what somebody removed', async () => {
    const { root, keep } = await openSpool();
    await keep([reportBody('OOPS-1A1')]);
    for (const name of readdirSync(root)) rmSync(join(root, name), { recursive: true });
    expect(await keep([reportBody('OOPS-1A1'), Buffer.from('')])).toHaveLength(2);
  });

  it('is refused where there can be none', async () => {
    const folder = makeFolder({ file: '' });
    await expect(openSpool(join(folder, 'file'))).rejects.toThrow(
      `${folder}/file: is no folder. Name one with --spool.`,
    );
    await expect(openSpool(join(folder, 'no/spool'))).rejects.toThrow(
      `${folder}/no/spool: the folder above it does not exist, or it is gone. Make that folder, or correct --spool.`,
    );
  });

  it('keeps nothing of what does not fit on the disk, and all of it once there is room', async ({ skip }) => {
    const folder = makeFolder();
    if (!mountSmallDisk(folder, 64)) skip('no file system can be mounted here');
    const { root, keep } = await openSpool(join(folder, 'spool'));
    writeFileSync(join(folder, 'large'), Buffer.alloc(40 * 1024));
    const bodies = Array.from({ length: 20 }, (_, index) => reportBody(`OOPS-1A${index}`));
    await expect(keep(bodies)).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(readdirSync(join(root, 'incoming'))).toEqual([]);
    expect(readdirSync(join(root, DAY))).toEqual([]);
    rmSync(join(folder, 'large'));
    mkdirSync(join(folder, 'more'));
    expect(await keep(bodies.slice(0, 5))).toHaveLength(5);
  });
});
