import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeWorkplace } from '../../support/workplace.js';

async function workplaceOfTypes() {
  const place = makeWorkplace();
  const types = ['AssertionError', 'AssertionError', 'TimeoutError'];
  const lines = types.map((type, place) =>
    JSON.stringify({
      id: `OOPS-1A${place}`,
      reporter: 'A',
      time: 1e9,
      type,
      topic: 'Person:+index',
      url: 'https://launchpad.net/~mark',
      username: 'mark',
    }),
  );
  writeFileSync(join(place.folder, 'some.ndjson'), lines.join('\n'));
  await place.run('ingest', 'some.ndjson');
  return place;
}

it.each([
  [['--type', 'Assertion'], 'No OOPS has the type Assertion. Did you mean AssertionError (2 OOPSes)?\n'],
  [['--type', 'TimeotError'], 'No OOPS has the type TimeotError. Did you mean TimeoutError (1 OOPS)?\n'],
  [['--type', 'Banana'], 'No OOPS has the type Banana. List all with oops-report query --group-by type.\n'],
  [['--topic', '+index'], 'No OOPS has the topic +index. Did you mean Person:+index (3 OOPSes)?\n'],
  [['--user', 'marc'], 'No OOPS has the user marc. Did you mean mark (3 OOPSes)?\n'],
  [
    ['--url', 'https://launchpad.net/~marc'],
    'No OOPS has the URL https://launchpad.net/~marc. Did you mean https://launchpad.net/~mark (3 OOPSes)?\n',
  ],
  // What others hide: the answer is not empty.
  [
    ['--type', 'TimeoutError', '--type', 'Assertion'],
    'No OOPS has the type Assertion. Did you mean AssertionError (2 OOPSes)?\n',
  ],
  [['--not-type', 'Assertion'], 'No OOPS has the type Assertion. Did you mean AssertionError (2 OOPSes)?\n'],
  // What is there, but not together, is no slip of the pen.
  [['--type', 'AssertionError', '--from', '2011-01-01'], ''],
  [['--type', 'Banana*'], ''],
  [['--type', ''], ''],
  [['--type', 'Assertion', '--quiet'], ''],
])('says of query %j what is not there', async (args, stderr) => {
  const { run } = await workplaceOfTypes();
  for (const how of [[], ['--count'], ['--group-by', 'system'], ['--group-by', 'day']])
    expect(await run('query', ...args, ...how)).toMatchObject({ code: 0, stderr });
});
