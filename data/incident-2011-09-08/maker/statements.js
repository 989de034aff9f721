// @ts-check

/** @typedef {import('./random.js').Random} Random */

/** Statements as the pages of such a site send them: `#` becomes a number, `$` a quoted word. */
const STATEMENTS = [
  'SELECT Person.account, Person.creation_comment, Person.displayname, Person.id, Person.name FROM Person WHERE Person.id = # LIMIT 1',
  'SELECT Product.active, Product.bug_reporting_guidelines, Product.id, Product.name FROM Product WHERE Product.name = $ LIMIT 1',
  'SELECT BugTask.bug, BugTask.id, BugTask.importance, BugTask.status FROM BugTask WHERE BugTask.bug = # ORDER BY BugTask.id',
  'SELECT Message.datecreated, Message.id, Message.rfc822msgid FROM Message, BugMessage WHERE BugMessage.bug = # AND Message.id = BugMessage.message',
  'SELECT TeamParticipation.id FROM TeamParticipation WHERE TeamParticipation.person = # AND TeamParticipation.team IN (#, #, #, #) LIMIT 1',
  'SELECT Branch.id, Branch.unique_name FROM Branch WHERE Branch.unique_name = $ LIMIT 1',
  'SELECT LibraryFileAlias.content, LibraryFileAlias.filename, LibraryFileAlias.id FROM LibraryFileAlias WHERE LibraryFileAlias.id = # LIMIT 1',
  'SELECT SourcePackageName.id, SourcePackageName.name FROM SourcePackageName WHERE SourcePackageName.name = $ LIMIT 1',
  'SELECT POMsgSet.id, POTMsgSet.msgid_singular FROM TranslationTemplateItem, POTMsgSet WHERE TranslationTemplateItem.potemplate = # LIMIT 10',
  'UPDATE SessionPkgData SET pickle = $ WHERE SessionPkgData.client_id = $',
];

/** What a page that runs out of time was waiting for. */
const SLOW_STATEMENTS = [
  'SELECT COUNT(*) FROM BugTask LEFT JOIN Bug ON BugTask.bug = Bug.id WHERE Bug.duplicateof IS NULL AND BugTask.distribution = # AND BugTask.status IN (#, #, #, #, #)',
  'SELECT DISTINCT SourcePackagePublishingHistory.id, SourcePackageRelease.version FROM SourcePackagePublishingHistory, SourcePackageRelease WHERE SourcePackagePublishingHistory.archive = # AND SourcePackageRelease.id = SourcePackagePublishingHistory.sourcepackagerelease ORDER BY SourcePackageRelease.version DESC',
  'SELECT POTMsgSet.id FROM POTMsgSet, TranslationMessage AS Suggestion WHERE Suggestion.potmsgset = POTMsgSet.id AND POTMsgSet.msgid_singular = # AND Suggestion.language = # AND Suggestion.msgstr0 IS NOT NULL',
  'SELECT Branch.id, COUNT(*) FROM Branch, BranchRevision WHERE Branch.id = BranchRevision.branch AND Branch.product = # GROUP BY Branch.id ORDER BY COUNT(*) DESC',
];

const WORDS = [
  'launchpad',
  'bzr',
  'firefox',
  'gwibber',
  'inkscape',
  'openoffice.org',
  'ubiquity',
  'update-manager',
];
const SQL_STORES = ['SQL-launchpad-main-master', 'SQL-launchpad-main-slave'];

/**
 * What a request waited for, one thing after the other.
 *
 * @param {Random} random
 * @param {number} count rows
 * @param {number} milliseconds how long the request took
 * @param {boolean} slow whether one statement, repeated, took most of that time
 * @returns {[start: number, end: number, category: string, detail: string][]}
 */
export function makeTimeline(random, count, milliseconds, slow) {
  const slowStatement = random.pick(SLOW_STATEMENTS);
  const slowAt = new Set(
    slow ? Array.from({ length: random.between(1, 3) }, () => random.between(0, count - 1)) : [],
  );
  const quickShare = slow ? 0.3 : 0.9;
  const share = milliseconds / count;
  let now = random.between(0, Math.floor(share / 4));
  return Array.from({ length: count }, (_, index) => {
    const isSlow = slowAt.has(index);
    const took = Math.floor(isSlow ? (milliseconds * 0.6) / slowAt.size : share * quickShare * random.next());
    const start = now;
    const end = start + took;
    now = end + random.between(0, Math.floor((share * quickShare) / 8));
    if (!isSlow && random.chance(0.08)) return [start, end, 'memcache-get', `pt:lp:${random.hex(12)}`];
    const statement = isSlow ? slowStatement : random.pick(STATEMENTS);
    return [start, end, random.pick(SQL_STORES), fill(random, statement)];
  });
}

/** @param {Random} random @param {string} statement */
function fill(random, statement) {
  return statement
    .replace(/#/g, () => String(random.between(1, 900_000)))
    .replace(/\$/g, () => `'${random.pick(WORDS)}'`);
}
