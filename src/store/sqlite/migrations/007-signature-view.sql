-- The public view of signatures gets the name that people ask for; the table is ours, as its new name says.
DROP VIEW signature_summary;
ALTER TABLE signature RENAME TO stored_signature;

CREATE VIEW signature AS
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
FROM stored_signature s
  LEFT JOIN text type ON type.id = s.type_id
  LEFT JOIN text value ON value.id = s.value_id;
