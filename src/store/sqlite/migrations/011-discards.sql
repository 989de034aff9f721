-- Events that a client or server says it threw away: how many in which minute, and why. source: what said so, so that it
-- can be read again. minute: its start, in milliseconds since the Unix epoch, UTC.
CREATE TABLE discard (
  source TEXT NOT NULL,
  minute INTEGER NOT NULL,
  reporter TEXT NOT NULL,
  reason TEXT NOT NULL,
  count INTEGER NOT NULL CHECK (count > 0),
  PRIMARY KEY (source, minute, reporter, reason)
) STRICT, WITHOUT ROWID;
CREATE INDEX discard_by_minute ON discard (minute, reporter, reason, count);

-- The few OOPSes of which only the day is known, so that the first other one is found without going through them.
CREATE INDEX stored_oops_inexact ON stored_oops (time) WHERE time_source = 'directory';
