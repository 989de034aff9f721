// Prints how many tests passed and failed: `node scripts/count-tests.js FILE [EXIT CODE...]`, of the JSON report of vitest
// and of commands that were tests of their own. A test file that could not be run counts as one failed test, and so does a
// report that is missing.
import { readFileSync } from 'node:fs';

const [file, ...exitCodes] = process.argv.slice(2);
const text = readFileSync(file, 'utf8');
const further = { failed: exitCodes.filter((code) => code !== '0').length };
further.passed = exitCodes.length - further.failed;

if (text === '') {
  console.log('The types, the lint or the build failed, so that no test was run: see above.');
  console.log(`${further.passed} passed, ${further.failed + 1} failed`);
} else {
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(text);
  const broken = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  );
  console.log(
    `${numPassedTests + further.passed} passed, ${numFailedTests + broken.length + further.failed} failed`,
  );
}
