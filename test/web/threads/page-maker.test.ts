import { closeSync, fstatSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isUnavailable } from '../../../src/web/unavailable.js';
import { makeIncidentFolder, pagesOf } from '../../support/site.js';

/** What another thread is told that fails. */
async function failureOf(work: Promise<unknown>): Promise<Error> {
  const error = await work.then(
    () => new Error('it did not fail'),
    (failed: Error) => failed,
  );
  return structuredClone(error);
}

it('tells other threads that the data cannot be asked, also where they could never be opened', async () => {
  const folder = makeIncidentFolder();
  const [make, makeLater] = [pagesOf(folder), pagesOf(folder)];
  await make({ route: 'home' });
  const path = join(folder, 'oops-report.db');
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(fstatSync(file).size, 'no database'));
  closeSync(file);
  for (const page of [
    () => make({ route: 'query', query: 'text=database' }),
    () => makeLater({ route: 'home' }),
  ]) {
    const error = await failureOf(page());
    expect({ isUnavailable: isUnavailable(error), message: error.message }).toEqual({
      isUnavailable: true,
      message: expect.stringContaining(`${path}: is `),
    });
  }
});

it('tells them what is a fault of the program as such', async () => {
  const make = pagesOf(makeIncidentFolder());
  const error = await failureOf(make({ route: 'nothing' as 'home' }));
  expect(isUnavailable(error)).toBe(false);
});
