-- The public interface for SQL, ours and that of other tools. Columns are added, never renamed; `oops-report sql --schema`
-- says what each one means. Texts are joined with LEFT JOIN, because SQLite leaves out such a join where nobody asks
-- for its columns, and turns it into an ordinary one where a condition needs it.

-- Which window each OOPS belongs to and what it means there, as the program last computed it: see evidence.
CREATE TABLE stored_attribution (
  oops INTEGER PRIMARY KEY REFERENCES stored_oops ON DELETE CASCADE,
  outage TEXT NOT NULL,
  phase TEXT NOT NULL CHECK (phase IN ('downtime', 'partial', 'shutdown')),
  relation TEXT NOT NULL CHECK (relation IN ('during', 'recovery')),
  disposition TEXT NOT NULL CHECK (disposition IN ('expected', 'background', 'unexpected')),
  is_suppressed INTEGER NOT NULL CHECK (is_suppressed IN (0, 1))
) STRICT;
CREATE INDEX stored_attribution_by_outage ON stored_attribution (outage);

CREATE VIEW oops AS
SELECT
  o.oops_id AS id,
  strftime('%Y-%m-%dT%H:%M:%fZ', o.time / 1000.0, 'unixepoch') AS time,
  o.time AS time_ms,
  o.time_source,
  r.name AS reporter,
  r.system,
  type.value AS type,
  value.value AS value,
  o.signature_id,
  signature_type.value AS signature_type,
  signature_value.value AS signature_value,
  c.name AS class,
  topic.value AS topic,
  url.value AS url,
  method.value AS method,
  user_agent.value AS user_agent,
  o.is_bot,
  referrer.value AS referrer,
  o.is_local_referrer,
  username.value AS username,
  o.duration_ms / 1000.0 AS duration_seconds,
  o.statements_count,
  statement.value AS statement,
  branch.value AS branch,
  revno.value AS revno,
  hostname.value AS hostname,
  o.informational,
  traceback.value AS traceback,
  o.last_oops,
  strftime('%Y-%m-%dT%H:%M:%fZ', o.arrived_at / 1000.0, 'unixepoch') AS arrived_at,
  (SELECT d.path || '/' || f.name FROM file f JOIN directory d ON d.id = f.directory_id
     WHERE f.oops = o.id ORDER BY f.directory_id, f.name LIMIT 1) AS path,
  a.outage,
  a.phase,
  a.relation,
  a.disposition,
  ifnull(a.is_suppressed, 0) AS is_suppressed
FROM stored_oops o
  LEFT JOIN reporter r ON r.id = o.reporter_id
  LEFT JOIN exception e ON e.id = o.exception_id
  LEFT JOIN text type ON type.id = e.type_id
  LEFT JOIN text value ON value.id = e.value_id
  LEFT JOIN signature s ON s.id = o.signature_id
  LEFT JOIN text signature_type ON signature_type.id = s.type_id
  LEFT JOIN text signature_value ON signature_value.id = s.value_id
  LEFT JOIN class c ON c.id = o.class_id
  LEFT JOIN text topic ON topic.id = o.topic_id
  LEFT JOIN text url ON url.id = o.url_id
  LEFT JOIN text method ON method.id = o.method_id
  LEFT JOIN text user_agent ON user_agent.id = o.user_agent_id
  LEFT JOIN text referrer ON referrer.id = o.referrer_id
  LEFT JOIN text username ON username.id = o.username_id
  LEFT JOIN text statement ON statement.id = o.statement_id
  LEFT JOIN text branch ON branch.id = o.branch_id
  LEFT JOIN text revno ON revno.id = o.revno_id
  LEFT JOIN text hostname ON hostname.id = o.hostname_id
  LEFT JOIN text traceback ON traceback.id = o.traceback_id
  LEFT JOIN stored_attribution a ON a.oops = o.id;

CREATE VIEW outage_window AS
SELECT
  w.outage,
  w.phase,
  (SELECT group_concat(value, ' ') FROM json_each(w.systems)) AS systems,
  strftime('%Y-%m-%dT%H:%M:%fZ', w.starts_at / 1000.0, 'unixepoch') AS start_time,
  w.starts_at AS start_ms,
  strftime('%Y-%m-%dT%H:%M:%fZ', w.ends_at / 1000.0, 'unixepoch') AS end_time,
  w.ends_at AS end_ms,
  (w.ends_at - w.starts_at) / 1000.0 AS duration_seconds,
  w.title,
  w.budget_seconds,
  w.source,
  w.is_planned
FROM stored_window w;

CREATE VIEW signature_summary AS
SELECT
  s.id AS signature_id,
  type.value AS type,
  value.value AS value,
  s.bug,
  (SELECT count(*) FROM stored_oops o WHERE o.signature_id = s.id) AS oops_count,
  strftime('%Y-%m-%dT%H:%M:%fZ', (SELECT min(o.time) FROM stored_oops o WHERE o.signature_id = s.id) / 1000.0, 'unixepoch')
    AS first_time,
  strftime('%Y-%m-%dT%H:%M:%fZ', (SELECT max(o.time) FROM stored_oops o WHERE o.signature_id = s.id) / 1000.0, 'unixepoch')
    AS last_time
FROM signature s
  LEFT JOIN text type ON type.id = s.type_id
  LEFT JOIN text value ON value.id = s.value_id;

CREATE VIEW attributed_oops AS
SELECT o.oops_id, a.outage, a.phase, a.relation, a.disposition, a.is_suppressed
FROM stored_attribution a JOIN stored_oops o ON o.id = a.oops;
