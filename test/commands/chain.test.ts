import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { run } from '../support/run.js';
import { makeFolder } from '../support/temporary-folder.js';

const ID = 'OOPS-9ec79c33ec9942ab8353589fcb2e04dc';

/** An event of Sentry: the database is gone, and the page that needed it fails. */
const EVENT = {
  event_id: '9ec79c33ec9942ab8353589fcb2e04dc',
  timestamp: '2026-11-18T10:00:30Z',
  platform: 'python',
  project: 42,
  exception: {
    values: [
      { type: 'OperationalError', value: 'server closed the connection unexpectedly' },
      { type: 'SessionError', value: 'no session' },
      { type: 'PageError', value: 'could not render' },
    ],
  },
};

describe('an OOPS that was raised from a failure of the database', () => {
  let folder = '';
  const runHere = (...args: string[]) => run(folder, args);

  beforeEach(async () => {
    folder = makeFolder({
      'events/web.json': JSON.stringify(EVENT),
      'oops-report.yaml': 'projects: { 42: web }\n',
    });
    await runHere('ingest', 'events');
    await runHere(
      ...['windows', 'add', '--outage', 'db', '--phase', 'downtime', '--systems', '*'],
      ...['--start', '2026-11-18T10:00:00Z', '--end', '2026-11-18T10:01:30Z'],
    );
  });

  it('is expected in a downtime, by any link of its chain', async () => {
    const { stdout } = await runHere('outage', 'db', '--format', 'json');
    expect(JSON.parse(stdout).counts).toMatchObject({ attributed: 1, expected: 1, unexpected: 0 });
    expect(JSON.parse(stdout).systems[0]).toMatchObject({ system: 'web', unexpected: [] });
  });

  it('is shown with its chain, the root last', async () => {
    const { stdout } = await runHere('show', ID);
    expect(stdout).toContain(
      ' Raised from SessionError: no session\n Raised from OperationalError: server closed the connection unexpectedly\n',
    );
    const json = JSON.parse((await runHere('show', ID, '--format', 'json')).stdout);
    expect(json).toMatchObject({
      ...{ type: 'PageError', reporter: 'web', isEvent: true, classification: 'exceptions' },
      causes: EVENT.exception.values.slice(0, 2).reverse(),
      path: join(folder, 'events/web.json'),
      fileRemark: null,
    });
  });

  it('is explained by the link that matches, and the phrase of the mode that was found', async () => {
    const { stdout } = await runHere('why', ID);
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'It was raised from OperationalError, which matches the expected failure OperationalError with "server closed the connection unexpectedly" in its value.',
    );
  });

  it('is found by the words of a cause', async () => {
    const { stdout } = await runHere('query', '--text', '"closed the connection"', '--format', 'json');
    expect(JSON.parse(stdout).rows).toHaveLength(1);
  });

  it('is no expected failure where only its own exception would count', async () => {
    const other = makeFolder({
      'web.json': JSON.stringify({ ...EVENT, exception: { values: EVENT.exception.values.slice(1) } }),
    });
    await run(other, ['ingest', 'web.json']);
    const { stdout } = await run(other, ['why', ID, '--format', 'json']);
    expect(JSON.parse(stdout).expectedFailure).toBeNull();
  });
});
