-- An export as it was when it was last read to its end: while size and modified_at stay the same, it is not read again.
-- Before that, size is -1. columns: for CSV, the column of each key whose name is another, as JSON.
CREATE TABLE export (
  path TEXT PRIMARY KEY,
  size INTEGER NOT NULL,
  modified_at INTEGER NOT NULL,
  columns TEXT NOT NULL CHECK (json_valid(columns)),
  good_rows INTEGER NOT NULL,
  rejected_rows INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
