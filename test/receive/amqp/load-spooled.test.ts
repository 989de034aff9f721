import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadSpooled } from '../../../src/receive/amqp/load-spooled.js';
import { openTestStore } from '../../support/open-live-store.js';
import { reportBody } from '../../support/rabbitmq.js';
import { makeFolder } from '../../support/temporary-folder.js';

it('does not take a file for loaded that was removed', async () => {
  const folder = join(makeFolder({ '2026-11-27/a': reportBody('OOPS-1A1') }), '2026-11-27');
  const files = ['a', 'b'].map((name) => ({ path: join(folder, name), refusal: null }));
  const store = await openTestStore(':memory:', AbortSignal.abort(), () => {});
  const load = (paths: typeof files) => store.load((session) => loadSpooled(session, paths, 1000));
  await expect(load(files)).rejects.toThrow(
    `${folder}: files are removed before they are loaded. Leave them there.`,
  );
  expect(await load(files.slice(0, 1))).toEqual({ loaded: 0, known: 1, rejected: 0, notErrors: 0 });
});

// The memory of a process is a file of which nothing can be read at its beginning.
it.skipIf(!existsSync('/proc/self/mem'))(
  'does not take a file for loaded that cannot be read now',
  async () => {
    const folder = join(makeFolder({ '2026-11-27/a': reportBody('OOPS-1A1') }), '2026-11-27');
    symlinkSync('/proc/self/mem', join(folder, 'b'));
    const files = ['a', 'b'].map((name) => ({ path: join(folder, name), refusal: null }));
    const store = await openTestStore(':memory:', AbortSignal.abort(), () => {});
    await expect(store.load((session) => loadSpooled(session, files, 1000))).rejects.toThrow(
      `${folder}/b: the disk cannot be read.`,
    );
  },
);
