-- What of a traceback is not in its text, which then is a template for many: a JSON list of words, in the order of the places
-- that U+E000 keeps in the text, see template.ts. OOPSes whose traceback is stored as it is have no row.
CREATE TABLE traceback_parts (
  oops INTEGER PRIMARY KEY REFERENCES stored_oops ON DELETE CASCADE,
  parts TEXT NOT NULL
) STRICT;

-- As before, with tracebacks put together.
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
  iif(parts.parts IS NULL, traceback.value, (
    WITH RECURSIVE filled(text, place) AS (
      SELECT traceback.value, 0
      UNION ALL
      SELECT substr(text, 1, instr(text, char(0xe000)) - 1) || json_extract(parts.parts, '$[' || place || ']')
          || substr(text, instr(text, char(0xe000)) + 1), place + 1
      FROM filled WHERE place < json_array_length(parts.parts)
    )
    SELECT text FROM filled ORDER BY place DESC LIMIT 1
  )) AS traceback,
  o.last_oops,
  strftime('%Y-%m-%dT%H:%M:%fZ', o.arrived_at / 1000.0, 'unixepoch') AS arrived_at,
  clock.offset_ms / 1000.0 AS clock_offset_seconds,
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
  LEFT JOIN stored_attribution a ON a.oops = o.id
  LEFT JOIN clock_offset clock ON clock.oops = o.id
  LEFT JOIN traceback_parts parts ON parts.oops = o.id;
