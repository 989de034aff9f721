// Prints how many tests passed and failed, from the JSON report of vitest: `node scripts/count-tests.js FILE`.
// A test file that could not be run counts as one failed test, and so does a report that is missing.
import { readFileSync } from 'node:fs';

const text = readFileSync(process.argv[2], 'utf8');
if (text === '') {
  console.log('The types, the lint or the build failed, so that no test was run: see above.');
  console.log('0 passed, 1 failed');
} else {
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(text);
  const broken = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  );
  console.log(`${numPassedTests} passed, ${numFailedTests + broken.length} failed`);
}
