/** Ends the program on a Node without Node-API 10, which would crash when it loads SQLite. package.json says the same. */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const isNewEnough = major > 23 || (major === 23 && minor >= 6) || (major === 22 && minor >= 14);

if (!isNewEnough) {
  process.stderr.write(
    `oops-report: needs Node 22.14, 23.6 or newer, and this is ${process.versions.node}. Install Node 24 from https://nodejs.org.\n`,
  );
  process.exit(2);
}
