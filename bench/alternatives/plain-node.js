// The ordinary way in Node: deserialise whole documents, insert row by row. It derives less than the others: no signature.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { deserialize } from 'bson';

const [root, path] = process.argv.slice(2);
const db = new Database(path);
db.pragma('journal_mode = WAL');
db.pragma('synchronous = NORMAL');
db.exec(`CREATE TABLE oops (id TEXT PRIMARY KEY, type TEXT, value TEXT, time INTEGER, reporter TEXT, topic TEXT,
  url TEXT, username TEXT, duration REAL, method TEXT, user_agent TEXT, referrer TEXT, statements INTEGER,
  traceback TEXT);
  CREATE INDEX oops_by_time ON oops (time); CREATE INDEX oops_by_type ON oops (type, time);`);
const insert = db.prepare('INSERT OR IGNORE INTO oops VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
db.transaction(() => {
  for (const file of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const report = deserialize(readFileSync(join(file.parentPath, file.name)));
    const variables = new Map(report.req_vars);
    insert.run(
      report.id,
      report.type,
      report.value,
      report.time.getTime(),
      report.reporter,
      report.topic,
      report.url,
      report.username,
      report.duration,
      variables.get('REQUEST_METHOD'),
      variables.get('HTTP_USER_AGENT'),
      variables.get('HTTP_REFERER'),
      report.timeline.length,
      report.tb_text,
    );
  }
})();
db.close();
