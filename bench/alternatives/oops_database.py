"""What both Python scripts share: the database, signature, classification, and the most expensive statement."""
import re
import sqlite3

SCHEMA = """
CREATE TABLE traceback (id INTEGER PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE oops (
  id TEXT PRIMARY KEY, time INTEGER, reporter TEXT, type TEXT, value TEXT, signature TEXT, class TEXT, topic TEXT,
  url TEXT, method TEXT, user_agent TEXT, referrer TEXT, username TEXT, duration REAL, statements INTEGER,
  statement TEXT, informational INTEGER, branch TEXT, revno TEXT, hostname TEXT, traceback_id INTEGER, path TEXT
) WITHOUT ROWID;
CREATE INDEX oops_by_time ON oops (time);
CREATE INDEX oops_by_reporter ON oops (reporter, time);
CREATE INDEX oops_by_signature ON oops (signature, time);
"""

ADDRESS = re.compile(r"\b0x[0-9a-fA-F]+L?\b")
STRING = re.compile(r"(?<!\w)[EBNXebnx]?'[^']*(?:''[^']*)*'")
INTEGER = re.compile(r"(?<![\w$])\d+(?!\w)")
LIST = re.compile(r"\$INT(?:\s*,\s*\$INT\b){2,}")
SPACE = re.compile(r"\s+")
MANGLED = re.compile(r"(?:@|%40){2}|[\u0080-\uffff]|%[89a-fA-F][0-9a-fA-F]")

TIME_OUTS = {"RequestExpired", "RequestStatementTimedOut", "TimeoutError", "LaunchpadTimeoutError"}
QUOTES_SQL = TIME_OUTS | {"SoftRequestTimeout", "ProgrammingError", "SQLObjectMoreThanOneResultError"}
USER = {"UnexpectedFormData", "OffsiteFormPostError", "ProtocolErrorException", "InvalidBatchSizeError",
        "UnsupportedFeedFormat", "UntrustedReturnURL", "UserRequestOops"}
MAY_BE_USER = {"UnicodeEncodeError", "TypeError", "ProgrammingError"}
NOT_FOUND = {"NotFound", "DeletedProxiedLibraryFileAlias", "GoneError"}


def normalise_statement(sql):
    return LIST.sub("$INT ... $INT", INTEGER.sub("$INT", STRING.sub("$STRING", sql)))


def signature_of(type_, value):
    value = ADDRESS.sub("$ADDRESS", value)
    if type_ in QUOTES_SQL:
        value = normalise_statement(value)
    return type_ + ": " + SPACE.sub(" ", value).strip()[:1000]


def class_of(type_, informational, url):
    if type_ in TIME_OUTS:
        return "time-outs"
    if type_ == "SoftRequestTimeout":
        return "soft-time-outs"
    if informational:
        return "informational-only-errors"
    if type_ in USER or (type_ in MAY_BE_USER and MANGLED.search(url)):
        return "user-generated-errors"
    if type_ == "Unauthorized":
        return "unauthorized-errors"
    return "pages-not-found" if type_ in NOT_FOUND else "exceptions"


def most_expensive(timeline):
    totals = {}
    for row in timeline:
        if row[2][:3].upper() == "SQL":
            statement = normalise_statement(row[3])
            totals[statement] = totals.get(statement, 0) + row[1] - row[0]
    return max(totals, key=totals.get)[:200] if totals else None


class Writer:
    """Collects rows and writes them with executemany, all in one transaction."""

    def __init__(self, path):
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.execute("PRAGMA journal_mode = WAL")
        self.db.execute("PRAGMA synchronous = NORMAL")
        self.db.execute("PRAGMA cache_size = -65536")
        self.db.executescript(SCHEMA)
        self.db.execute("BEGIN")
        self.tracebacks = {}
        self.signatures = {}
        self.rows = []

    def traceback_id(self, text):
        if text is None:
            return None
        known = self.tracebacks.get(text)
        if known is None:
            known = self.tracebacks[text] = len(self.tracebacks) + 1
            self.db.execute("INSERT INTO traceback VALUES (?, ?)", (known, text))
        return known

    def add(self, report, variables, path):
        type_ = report.get("type") or ""
        value = report.get("value") or ""
        url = report.get("url") or ""
        timeline = report.get("timeline") or []
        informational = bool(report.get("informational"))
        signature = self.signatures.get((type_, value))
        if signature is None:
            signature = self.signatures[(type_, value)] = signature_of(type_, value)
        self.rows.append((
            report["id"], report["time"], report.get("reporter"), type_, value, signature,
            class_of(type_, informational, url), report.get("topic"), url, variables.get("REQUEST_METHOD"),
            variables.get("HTTP_USER_AGENT"), variables.get("HTTP_REFERER"), report.get("username"),
            report.get("duration"), sum(1 for row in timeline if row[2][:3] == "SQL"),
            most_expensive(timeline) if type_ in TIME_OUTS else None, informational, report.get("branch_nick"),
            report.get("revno"), report.get("hostname"), self.traceback_id(report.get("tb_text")), path,
        ))
        if len(self.rows) == 1000:
            self.flush()

    def flush(self):
        self.db.executemany("INSERT OR IGNORE INTO oops VALUES (" + ", ".join("?" * 22) + ")", self.rows)
        self.rows = []

    def close(self):
        self.flush()
        self.db.execute("COMMIT")
        self.db.close()
