-- What a file was when it was read, so that one that has changed since is read again. size -1: it was read before this
-- was kept. size -2: it was still so young that a later change need not show; it is read again. An export's files have
-- none: see export.
ALTER TABLE file ADD COLUMN size INTEGER NOT NULL DEFAULT -1;
ALTER TABLE file ADD COLUMN modified_at INTEGER NOT NULL DEFAULT 0;
DROP INDEX file_by_directory;
CREATE INDEX file_by_directory ON file (directory_id, oops, name, size, modified_at);

-- What had the id of another report is tried again: that one can have been a part of it.
UPDATE reject SET size = -1 WHERE line = 0 AND reason LIKE 'another report has its id %';

-- read_until: until when all is known that was written to the source, before the delivery lag; NULL where its reading
-- says nothing of that, as of single reports. has_grown: a file that was seen to grow is expected to go on.
ALTER TABLE source ADD COLUMN read_until INTEGER;
ALTER TABLE source ADD COLUMN has_grown INTEGER NOT NULL DEFAULT 0 CHECK (has_grown IN (0, 1));
-- held_back: files younger than this, in milliseconds, were left for the next reading; 0 when there were none.
ALTER TABLE source ADD COLUMN held_back INTEGER NOT NULL DEFAULT 0;
UPDATE source SET read_until = last_read_at WHERE kind <> 'export';
UPDATE source SET read_until = min(last_read_at, e.modified_at) FROM export e WHERE e.path = source.path AND e.size >= 0;

UPDATE export SET modified_at = -1 WHERE path IN (
  SELECT d.path || '/' || r.name FROM reject r JOIN directory d ON d.id = r.directory_id
  WHERE r.line > 0 AND r.reason LIKE 'another report has its id %'
);
