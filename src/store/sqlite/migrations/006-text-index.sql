-- Full text: each text of the database once, by its number. It is filled when it is asked for the first time, see
-- text-index.ts: who never asks does not pay. All texts up to the last that it has are in it.
CREATE VIRTUAL TABLE text_index USING fts5 (value, content = 'text', content_rowid = 'id');

CREATE TRIGGER text_index_of_deleted AFTER DELETE ON text
WHEN EXISTS (SELECT 1 FROM text_index_docsize WHERE id = old.id) BEGIN
  INSERT INTO text_index (text_index, rowid, value) VALUES ('delete', old.id, old.value);
END;

-- As before, with the number by which other tables know an OOPS.
DROP VIEW oops;
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
  ifnull(a.is_suppressed, 0) AS is_suppressed,
  o.id AS seq
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
