-- Makes the table of blocks anew, because some databases have it without all of its columns: migration 005 was changed
-- after it had been used. Its triggers are those of stored_oops and stay. The blocks are made after the migrations.
DROP TABLE fact_block;

CREATE TABLE fact_block (
  -- Block n has what is left of the OOPSes 4096 n + 1 to 4096 n + 4096.
  number INTEGER PRIMARY KEY,
  -- The times of the first and the last of them; an empty block has none.
  first_time INTEGER,
  last_time INTEGER,
  -- What a count asks for stands first: what stands behind it need not be read then.
  place BLOB NOT NULL,
  time BLOB NOT NULL,
  flags BLOB NOT NULL,
  class_id BLOB NOT NULL,
  reporter_id BLOB NOT NULL,
  exception_id BLOB NOT NULL,
  signature_id BLOB NOT NULL,
  url_id BLOB NOT NULL,
  username_id BLOB NOT NULL,
  topic_id BLOB NOT NULL,
  method_id BLOB NOT NULL,
  referrer_id BLOB NOT NULL,
  traceback_id BLOB NOT NULL,
  statement_id BLOB NOT NULL,
  user_agent_id BLOB NOT NULL,
  branch_id BLOB NOT NULL,
  revno_id BLOB NOT NULL,
  hostname_id BLOB NOT NULL,
  statements_count BLOB NOT NULL,
  duration_ms BLOB NOT NULL,
  total_ms BLOB NOT NULL
) STRICT;
CREATE INDEX fact_block_by_time ON fact_block (first_time, last_time);
