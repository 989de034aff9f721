-- What reports read of each OOPS, again, in a third of the space: see packed-column.ts for what the BLOBs hold. The blocks are
-- made after the migrations. A program of the version before that still runs would take packed columns for others: it finds no
-- blocks in fact_block any more, and reads the rows.
CREATE TABLE packed_block (
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
CREATE INDEX packed_block_by_time ON packed_block (first_time, last_time);

CREATE TRIGGER packed_block_of_updated AFTER UPDATE ON stored_oops BEGIN
  DELETE FROM packed_block WHERE number = (old.id - 1) / 4096;
END;

CREATE TRIGGER packed_block_of_deleted AFTER DELETE ON stored_oops BEGIN
  DELETE FROM packed_block WHERE number = (old.id - 1) / 4096;
END;

DELETE FROM fact_block;
