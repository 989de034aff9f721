-- What is remembered of OOPSes that were pruned.

-- The files that held them, so that they are not loaded again: of the files of a folder, hashes of 8 bytes one behind the
-- other, see pruned-files.ts.
CREATE TABLE pruned_file (
  id INTEGER PRIMARY KEY,
  directory_id INTEGER NOT NULL REFERENCES directory,
  hashes BLOB NOT NULL
) STRICT;
CREATE INDEX pruned_file_by_directory ON pruned_file (directory_id);

-- The stretches of time of which OOPSes are gone: from the first of them to behind the last. They share no moment.
CREATE TABLE pruned_span (
  start_at INTEGER PRIMARY KEY,
  end_at INTEGER NOT NULL CHECK (end_at > start_at)
) STRICT, WITHOUT ROWID;

-- When whose signatures were seen that are gone. The signature is named by its texts, because its own row may go as well.
CREATE TABLE pruned_signature (
  value_id INTEGER NOT NULL REFERENCES text,
  type_id INTEGER NOT NULL REFERENCES text,
  reporter TEXT NOT NULL COLLATE NOCASE,
  first_time INTEGER NOT NULL,
  last_time INTEGER NOT NULL,
  PRIMARY KEY (value_id, type_id, reporter)
) STRICT, WITHOUT ROWID;
