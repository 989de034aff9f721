-- What tells a damaged row from a sound one. SQLite itself sees a damaged page, and an index that says something else than
-- its table; a bit that turned within a value it does not see, and answers change.

-- Of each 64 OOPSes in the order of their numbers: how many there are, and two sums over checksums of their rows, with what
-- clock_offset and traceback_parts have of them, see row-sums.ts. Group n has what is left of the OOPSes 64 n + 1 to 64 n + 64. NULL: one of them was changed, and who writes
-- next sums them anew. Whoever writes without knowing this table leaves it right: what it adds stands behind sums_to.
CREATE TABLE row_sum (
  number INTEGER PRIMARY KEY,
  -- The last OOPS that the sums hold.
  sums_to INTEGER,
  row_count INTEGER,
  first_sum INTEGER,
  second_sum INTEGER
) STRICT;
CREATE INDEX row_sum_missing ON row_sum (number) WHERE row_count IS NULL;

CREATE TRIGGER row_sum_of_updated AFTER UPDATE ON stored_oops BEGIN
  UPDATE row_sum SET row_count = NULL WHERE number = (old.id - 1) / 64 AND row_count IS NOT NULL;
END;

CREATE TRIGGER row_sum_of_deleted AFTER DELETE ON stored_oops BEGIN
  UPDATE row_sum SET row_count = NULL WHERE number = (old.id - 1) / 64 AND row_count IS NOT NULL;
END;

CREATE TRIGGER row_sum_of_updated_clock_offset AFTER UPDATE ON clock_offset BEGIN
  UPDATE row_sum SET row_count = NULL WHERE number = (old.oops - 1) / 64 AND row_count IS NOT NULL;
END;

CREATE TRIGGER row_sum_of_deleted_clock_offset AFTER DELETE ON clock_offset BEGIN
  UPDATE row_sum SET row_count = NULL WHERE number = (old.oops - 1) / 64 AND row_count IS NOT NULL;
END;

CREATE TRIGGER row_sum_of_updated_traceback_parts AFTER UPDATE ON traceback_parts BEGIN
  UPDATE row_sum SET row_count = NULL WHERE number = (old.oops - 1) / 64 AND row_count IS NOT NULL;
END;

CREATE TRIGGER row_sum_of_deleted_traceback_parts AFTER DELETE ON traceback_parts BEGIN
  UPDATE row_sum SET row_count = NULL WHERE number = (old.oops - 1) / 64 AND row_count IS NOT NULL;
END;

-- The other tables that no index and no checksum held in full: each gets an index of all the rest, which SQLite keeps
-- equal to the table and its integrity check compares. That of attributions replaces one of outages alone, that of the
-- files of pruned OOPSes one of folders.
CREATE INDEX check_reporter ON reporter (system, kind);
CREATE INDEX check_signature ON stored_signature (bug) WHERE bug IS NOT NULL;
CREATE INDEX check_derived_from ON derived_from (value);
CREATE INDEX check_source ON source (kind, last_read_at, read_until, has_grown, held_back);
CREATE INDEX check_export ON export (
  size, modified_at, columns, settings, good_rows, rejected_rows, other_rows, read_to, read_lines, read_check
);
CREATE INDEX check_reject ON reject (reason, rejected_at, size, modified_at);
CREATE INDEX check_window ON stored_window (
  window_key, outage, phase, systems, starts_at, ends_at, title, budget_seconds, source, is_planned
);
CREATE INDEX check_window_change ON window_change (
  outage, window_key, action, before, after, changed_at, changed_by
);
CREATE INDEX check_deployment_run ON deployment_run (outage, ending, source, run);
CREATE INDEX check_pruned_span ON pruned_span (end_at);
CREATE INDEX check_pruned_signature ON pruned_signature (first_time, last_time, reporter COLLATE BINARY);
DROP INDEX pruned_file_by_directory;
CREATE INDEX pruned_file_by_directory ON pruned_file (directory_id, hashes);
DROP INDEX stored_attribution_by_outage;
CREATE INDEX stored_attribution_by_outage ON stored_attribution (
  outage, phase, relation, disposition, is_suppressed
);
