import { join } from 'node:path';

/** The pages that the tour writes: the review of the shop's outage, and the summary of its day. */
export const REVIEW = 'review.html';
export const SUMMARY = 'summary.html';

/** The sample ends at this time: what is later was not read. */
export const AS_OF = '2026-11-18T11:00Z';

/**
 * What there is to do after the tour: commands that work in any folder, whatever the names of those above the checkout.
 *
 * @param {{ root: string, node: string, version: string, database: string, config: string }} place the checkout, the Node
 *   that runs the program, and of the shop the database and the config within the checkout
 */
export function describeWayOn({ root, node, version, database, config }) {
  const path = (name) => shellWord(join(root, name));
  // The Node that was fetched into the checkout is not the one that a shell finds.
  const program = `${node.startsWith(join(root, 'node_modules')) ? shellWord(node) : 'node'} ${path('dist/oops-report.js')}`;
  return `
Both reports of an outage end with exit code 1, because neither went as expected (0: as expected, 3: undecided).

To open in a browser:

  ${join(root, REVIEW)}    the outage of the shop
  ${join(root, SUMMARY)}   its day

To go on from here with the shop, in any folder, as of the end of its sample:

$ export OOPS_REPORT_DB=${path(database)} OOPS_REPORT_CONFIG=${path(config)}
$ ${program} daily 2026-11-18 --as-of ${AS_OF}
$ ${program} outage latest --as-of ${AS_OF} --explain worker
$ ${program} config check

As pages, all of them linked, at http://127.0.0.1:8700/ until it is stopped:

$ ${program} serve --as-of ${AS_OF}

To have it as oops-report everywhere: as a link to this checkout, or as a package that needs it no more.

$ npm install -g ${shellWord(root.replace(/[\\/]$/, ''))}
$ npm pack ${shellWord(root.replace(/[\\/]$/, ''))} && npm install -g ./oops-report-${version}.tgz

Then: oops-report --help, and "Start with your own errors" in README.md.`;
}

/** A word as a shell reads it. */
function shellWord(text) {
  return /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
