-- An exception with what it was raised from, what its writer says tells its group from others, and whether it came from an
-- event of another kind than an OOPS: its signature follows from all of them. causes: a JSON list of {type, value}, the
-- nearest first and the root last. fingerprint: a JSON list of texts. NULL: there is none.
DROP VIEW oops;
CREATE TABLE new_exception (
  id INTEGER PRIMARY KEY,
  type_id INTEGER REFERENCES text,
  value_id INTEGER REFERENCES text,
  causes_id INTEGER REFERENCES text,
  fingerprint_id INTEGER REFERENCES text,
  is_event INTEGER NOT NULL DEFAULT 0 CHECK (is_event IN (0, 1)),
  UNIQUE (value_id, type_id, causes_id, fingerprint_id, is_event)
) STRICT;
INSERT INTO new_exception (id, type_id, value_id) SELECT id, type_id, value_id FROM exception;
DROP TABLE exception;
ALTER TABLE new_exception RENAME TO exception;
-- The few that have any, so that whether there are is found without going through all.
CREATE INDEX exception_with_causes ON exception (id) WHERE causes_id IS NOT NULL;

-- Reporters are compared without regard to case and shown as they were written. Until now all were in upper case.
CREATE UNIQUE INDEX reporter_by_name ON reporter (name COLLATE NOCASE);

-- How far a log was read, so that one that grows is read on from there: the byte behind its last whole line and how many
-- lines lie before it, with a checksum of what lies before, which says whether it is still the same log. read_to 0: it is
-- read from its start. settings: what else its rows were read by, as JSON.
ALTER TABLE export ADD COLUMN read_to INTEGER NOT NULL DEFAULT 0;
ALTER TABLE export ADD COLUMN read_lines INTEGER NOT NULL DEFAULT 0;
ALTER TABLE export ADD COLUMN read_check TEXT;
ALTER TABLE export ADD COLUMN settings TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(settings));
-- Rows that are no errors, such as lines of information.
ALTER TABLE export ADD COLUMN other_rows INTEGER NOT NULL DEFAULT 0;

-- As before, with what exceptions have now.
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
  causes.value AS causes,
  fingerprint.value AS fingerprint,
  o.signature_id,
  signature_type.value AS signature_type,
  signature_value.value AS signature_value,
  c.counted_as AS class,
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
  e.is_event,
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
  LEFT JOIN text causes ON causes.id = e.causes_id
  LEFT JOIN text fingerprint ON fingerprint.id = e.fingerprint_id
  LEFT JOIN stored_signature s ON s.id = o.signature_id
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

-- What was thrown away, whoever said it, one row a minute, reporter and reason.
ALTER TABLE discard RENAME TO stored_discard;
CREATE VIEW discard AS
SELECT
  strftime('%Y-%m-%dT%H:%M:%fZ', d.minute / 1000.0, 'unixepoch') AS minute,
  d.minute AS minute_ms,
  coalesce(r.name, min(d.reporter)) AS reporter,
  r.system,
  d.reason,
  sum(d.count) AS count
FROM stored_discard d LEFT JOIN reporter r ON r.name = d.reporter COLLATE NOCASE
GROUP BY d.minute, d.reporter COLLATE NOCASE, d.reason;
