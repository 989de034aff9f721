-- Times are integer milliseconds since the Unix epoch, UTC. Every repeated string is stored once.
-- The tables named stored_* are ours; the views named oops, outage_window and attributed_oops are the public interface.

-- A string that many OOPSes share: a value, URL, user, statement, traceback. The hash only narrows the search for it.
CREATE TABLE text (
  id INTEGER PRIMARY KEY,
  hash INTEGER NOT NULL,
  value TEXT NOT NULL
) STRICT;
CREATE INDEX text_by_hash ON text (hash);

-- A program instance. Its system and summary kind follow the config and are refreshed when that changes.
CREATE TABLE reporter (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  system TEXT NOT NULL,
  kind TEXT NOT NULL
) STRICT;

-- What an OOPS counts as in a summary, whatever the summary's kind.
CREATE TABLE class (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

-- Exception type and value as they were written.
CREATE TABLE exception (
  id INTEGER PRIMARY KEY,
  type_id INTEGER REFERENCES text,
  value_id INTEGER REFERENCES text,
  UNIQUE (value_id, type_id)
) STRICT;

-- Exception type and normalised value: what a group in a summary counts. bug: the bug that tracks it.
CREATE TABLE signature (
  id INTEGER PRIMARY KEY,
  type_id INTEGER NOT NULL REFERENCES text,
  value_id INTEGER NOT NULL REFERENCES text,
  bug INTEGER,
  UNIQUE (value_id, type_id)
) STRICT;

-- The setting that derived columns were computed from, so that a changed one computes them anew.
CREATE TABLE derived_from (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A place that ingest reads. last_read_at: the start of the last reading that went through all of it.
CREATE TABLE source (
  path TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('repository', 'export', 'queue')),
  last_read_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE directory (
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE
) STRICT;

-- exception_id, signature_id and class_id depend on one another only through rules that can change, so all are kept.
-- content_size and content_crc (CRC-32) are of the unpacked report: they tell a copy from another report of that id.
CREATE TABLE stored_oops (
  id INTEGER PRIMARY KEY,
  oops_id TEXT NOT NULL COLLATE NOCASE UNIQUE,
  time INTEGER NOT NULL,
  time_source TEXT NOT NULL CHECK (time_source IN ('report', 'file-name', 'directory')),
  arrived_at INTEGER NOT NULL,
  reporter_id INTEGER NOT NULL REFERENCES reporter,
  exception_id INTEGER NOT NULL REFERENCES exception,
  signature_id INTEGER NOT NULL REFERENCES signature,
  class_id INTEGER NOT NULL REFERENCES class,
  topic_id INTEGER REFERENCES text,
  url_id INTEGER REFERENCES text,
  method_id INTEGER REFERENCES text,
  user_agent_id INTEGER REFERENCES text,
  is_bot INTEGER NOT NULL CHECK (is_bot IN (0, 1)),
  referrer_id INTEGER REFERENCES text,
  is_local_referrer INTEGER NOT NULL CHECK (is_local_referrer IN (0, 1)),
  username_id INTEGER REFERENCES text,
  duration_ms INTEGER CHECK (duration_ms >= 0),
  total_ms INTEGER,
  statements_count INTEGER NOT NULL,
  statement_id INTEGER REFERENCES text,
  informational INTEGER NOT NULL CHECK (informational IN (0, 1)),
  branch_id INTEGER REFERENCES text,
  revno_id INTEGER REFERENCES text,
  hostname_id INTEGER REFERENCES text,
  traceback_id INTEGER REFERENCES text,
  last_oops TEXT,
  content_size INTEGER NOT NULL,
  content_crc INTEGER NOT NULL
) STRICT;
CREATE INDEX stored_oops_by_time ON stored_oops (time);
CREATE INDEX stored_oops_by_reporter ON stored_oops (reporter_id, time);
CREATE INDEX stored_oops_by_signature ON stored_oops (signature_id, time);

-- A file that has been read, so that it is not read again. Several files can hold one OOPS. Both trees grow at their
-- ends while a directory is loaded, which random file names in front would prevent.
CREATE TABLE file (
  oops INTEGER NOT NULL REFERENCES stored_oops ON DELETE CASCADE,
  directory_id INTEGER NOT NULL REFERENCES directory,
  name TEXT NOT NULL,
  PRIMARY KEY (oops, directory_id, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX file_by_directory ON file (directory_id, oops, name);

-- What ingest could not read. It is tried again when size or modified_at change. line: of an export, else 0.
CREATE TABLE reject (
  directory_id INTEGER NOT NULL REFERENCES directory,
  name TEXT NOT NULL,
  line INTEGER NOT NULL DEFAULT 0,
  reason TEXT NOT NULL,
  rejected_at INTEGER NOT NULL,
  size INTEGER NOT NULL,
  modified_at INTEGER NOT NULL,
  PRIMARY KEY (directory_id, name, line)
) STRICT, WITHOUT ROWID;

-- window_key: outage, phase, systems without regard to case, and start: what makes two records one window.
-- systems: a JSON list of names, or ["*"]. ends_at NULL: the window is open.
CREATE TABLE stored_window (
  id INTEGER PRIMARY KEY,
  window_key TEXT NOT NULL UNIQUE,
  outage TEXT NOT NULL,
  phase TEXT NOT NULL CHECK (phase IN ('downtime', 'partial', 'shutdown')),
  systems TEXT NOT NULL CHECK (json_valid(systems)),
  starts_at INTEGER NOT NULL,
  ends_at INTEGER CHECK (ends_at IS NULL OR ends_at > starts_at),
  title TEXT,
  budget_seconds REAL CHECK (budget_seconds > 0),
  source TEXT NOT NULL,
  is_planned INTEGER NOT NULL CHECK (is_planned IN (0, 1))
) STRICT;
CREATE INDEX stored_window_by_start ON stored_window (starts_at);

-- Every change to the log: what a window said before and after, as JSON. Rows are added, never changed.
CREATE TABLE window_change (
  id INTEGER PRIMARY KEY,
  outage TEXT NOT NULL,
  window_key TEXT NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('added', 'updated', 'ended', 'removed')),
  before TEXT CHECK (before IS NULL OR json_valid(before)),
  after TEXT CHECK (after IS NULL OR json_valid(after)),
  changed_at INTEGER NOT NULL,
  changed_by TEXT NOT NULL
) STRICT;
CREATE INDEX window_change_by_outage ON window_change (outage, id);
